//SOURCES ../../model/*.java
//SOURCES ../../ops/*.java
//SOURCES ../../release/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../release/*.java
//SOURCES ../signing/*.java
//FILES discovery/edge/rehearse/gh.sh=gh.sh
/// Workflows without GitHub: runs their steps here, in their order, with stand-ins for what GitHub gives. It is no second
/// runner: it knows what our workflows use, and refuses the rest.
package discovery.edge.rehearse;
