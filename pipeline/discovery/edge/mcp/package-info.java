//DEPS io.modelcontextprotocol.sdk:mcp-core:2.1.0
//DEPS io.modelcontextprotocol.sdk:mcp-json-jackson2:2.1.0
//SOURCES ../../model/*.java
//SOURCES ../../catalogs/*.java
//SOURCES ../../install/*.java
//SOURCES ../cli/*.java
//SOURCES ../client/*.java
//SOURCES ../json/*.java
//SOURCES ../learn/*.java
//SOURCES ../log/*.java
//SOURCES ../onnx/*.java
//SOURCES ../release/*.java
//SOURCES ../search/*.java
//SOURCES ../signing/*.java
//SOURCES ../sqlite/*.java
/// The index as an MCP server on standard input and output; the MCP Java SDK. Foreign text is only ever in fields that
/// are named for it, never in what we say ourselves; every answer is bounded; nothing is installed or changed.
package discovery.edge.mcp;
