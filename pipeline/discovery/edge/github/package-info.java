//DEPS org.kohsuke:github-api:1.330
//SOURCES ../../fetch/*.java
//SOURCES ../../model/*.java
//SOURCES ../cache/*.java
//SOURCES ../http/*.java
//SOURCES ../json/*.java
//SOURCES ../markdown/*.java
//SOURCES ../parse/*.java
//SOURCES ../tar/*.java
//SOURCES ../world/*.java
/// GitHub as a forge, and all ports of the collector put together. The one owner of hub4j; it writes nothing to GitHub,
/// checks nothing out, and shows the token to nobody but GitHub.
package discovery.edge.github;
