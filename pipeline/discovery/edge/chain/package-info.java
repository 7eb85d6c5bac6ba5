//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../../model/*.java
/// The chain of a night: each stage is a process of its own, started in order. It knows no stage's work.
package discovery.edge.chain;
