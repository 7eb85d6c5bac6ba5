//SOURCES ../../fetch/*.java
//SOURCES ../../model/*.java
//SOURCES ../../release/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../github/*.java
//SOURCES ../json/*.java
//SOURCES ../progress/*.java
/// Runs the collector for a night and writes down what it was told, sorted. It judges nothing.
package discovery.edge.fetch;
