//SOURCES ../build/*.java
//SOURCES ../model/*.java
//SOURCES ../embed/*.java
/// What a question means, which entries answer it, in which order and why. The client, the site's precomputations and the
/// gate ask here, so that all of them order alike. It does not know where entries and vectors are kept.
package discovery.search;
