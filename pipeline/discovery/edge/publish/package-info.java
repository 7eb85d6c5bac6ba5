//SOURCES ../../model/*.java
//SOURCES ../../release/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
/// Lays out what each public place gets of a validated release. It uploads nothing and signs nothing; what the gate has
/// not passed it does not touch. It sees digests and files, so it needs no library but JSON.
package discovery.edge.publish;
