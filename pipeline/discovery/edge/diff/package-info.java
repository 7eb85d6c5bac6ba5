//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../diff/*.java
//SOURCES ../../release/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../release/*.java
//SOURCES ../vectors/*.java
//SOURCES ../zstd/*.java
/// Compares two builds on disk: patches for clients, changes for people. It decides nothing of what is published.
package discovery.edge.diff;
