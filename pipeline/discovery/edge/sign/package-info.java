//SOURCES ../../model/*.java
//SOURCES ../../release/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../release/*.java
//SOURCES ../signing/*.java
/// Gathers what a release consists of and has it signed. It looks into no file but its manifest's own inputs.
package discovery.edge.sign;
