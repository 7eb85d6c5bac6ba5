//SOURCES ../../fetch/*.java
//SOURCES ../json/*.java
//SOURCES ../markdown/*.java
/// The parsers of foreign text that readers of files ask for, with their failures as values. It reads no file.
package discovery.edge.parse;
