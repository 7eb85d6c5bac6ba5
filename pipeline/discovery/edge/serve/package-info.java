//COMPILE_OPTIONS -encoding UTF-8
/// A web server for this machine, to look at a site or to serve a release to a client. JDK only; it answers what a static
/// host would, and nothing outside its folder.
package discovery.edge.serve;
