//SOURCES ../model/*.java
//SOURCES ../build/*.java
/// What is different between two builds: changes for people, deltas of vectors for clients. It reads and writes no
/// file, packs nothing and judges no change.
package discovery.diff;
