//SOURCES ../../model/*.java
//SOURCES ../../score/*.java
//SOURCES ../cli/*.java
//SOURCES ../json/*.java
//SOURCES ../progress/*.java
//SOURCES ../re2j/*.java
/// Runs `discovery.score` over a night's entries, and answers questions about scores. It decides nothing.
package discovery.edge.score;
