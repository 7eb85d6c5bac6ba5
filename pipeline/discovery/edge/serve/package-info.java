//SOURCES ../../model/*.java
//SOURCES ../../search/*.java
//SOURCES ../json/*.java
//SOURCES ../search/*.java
//COMPILE_OPTIONS -encoding UTF-8
/// A web server for this machine, to look at a site or to serve a release to a client. It answers what a static
/// host would, nothing outside its folder, and `/api/search/?q=` from the build beside it.
package discovery.edge.serve;
