//SOURCES ../../model/*.java
//SOURCES ../../ops/*.java
//SOURCES ../../release/*.java
//SOURCES ../cli/*.java
//SOURCES ../json/*.java
//SOURCES ../sqlite/*.java
/// The ledger of a night: last night's, out of its release, and what was noted since. It judges nothing.
package discovery.edge.ledger;
