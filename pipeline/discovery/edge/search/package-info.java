//SOURCES ../../search/*.java
//SOURCES ../sqlite/*.java
//SOURCES ../vectors/*.java
/// Runs `discovery.search` over a release's files. It decides nothing: which words count, what a rank is made of and what
/// goes with what is decided there.
package discovery.edge.search;
