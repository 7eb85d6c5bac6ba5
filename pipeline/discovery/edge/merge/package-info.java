//SOURCES ../../model/*.java
//SOURCES ../../merge/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../cli/*.java
//SOURCES ../release/*.java
//SOURCES ../signing/*.java
//SOURCES ../../build/*.java
/// Runs `discovery.merge` over files that may be larger than memory: sorts, hands over, writes. It decides nothing.
package discovery.edge.merge;
