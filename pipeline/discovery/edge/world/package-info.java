//SOURCES ../../fetch/*.java
//SOURCES ../../model/*.java
//SOURCES ../cache/*.java
//SOURCES ../http/*.java
//SOURCES ../json/*.java
/// A world on disk that looks like GitHub and an MCP registry: for the sample and for tests. It asks nobody, and
/// follows no symbolic link.
package discovery.edge.world;
