//SOURCES ../../fetch/*.java
//SOURCES ../../score/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../parse/*.java
//SOURCES ../re2j/*.java
//SOURCES ../../model/*.java
/// Benchmarks: each runs the product as a user would and prints figures as JSON Lines. It judges no figure.
package discovery.edge.bench;
