//SOURCES ../../fetch/*.java
//SOURCES ../../model/*.java
//SOURCES ../cache/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
/// Conversations over HTTP with strangers: bounded in time, size and number, polite, remembered by ETag. It knows the
/// rate headers of GitHub, but nothing of what is said.
package discovery.edge.http;
