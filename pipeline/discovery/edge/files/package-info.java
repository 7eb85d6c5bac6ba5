//COMPILE_OPTIONS -encoding UTF-8
/// Files and folders: whole folders or none, digests, sorting beyond memory. JDK only; knows nothing of the index.
package discovery.edge.files;
