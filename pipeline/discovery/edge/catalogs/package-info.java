//SOURCES ../../catalogs/*.java
//SOURCES ../../build/*.java
//SOURCES ../json/*.java
/// Writes the documents of `discovery.catalogs` as files. It decides nothing of what they say.
package discovery.edge.catalogs;
