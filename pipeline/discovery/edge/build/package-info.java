//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../embed/*.java
//SOURCES ../../score/*.java
//SOURCES ../../search/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../merge/*.java
//SOURCES ../sqlite/*.java
//SOURCES ../vectors/*.java
//SOURCES ../zstd/*.java
/// Joins what the stages found out of each entry, and writes the index of it. It decides nothing.
package discovery.edge.build;
