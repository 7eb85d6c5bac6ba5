//SOURCES ../../embed/*.java
//SOURCES ../../model/*.java
//SOURCES ../../release/*.java
//SOURCES ../build/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../release/*.java
//SOURCES ../signing/*.java
/// Lays out a build that was public as if a night had just made it, so that it is signed and published again under a new
/// number. It signs nothing, and takes nothing that it has not verified.
package discovery.edge.correct;
