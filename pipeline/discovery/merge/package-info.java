//SOURCES ../model/*.java
/// Pure: observations in, entries, families and links out. It does not know where observations come from, reads no
/// clock, and gives every thing the same identity whatever the order or repetition of what it is told.
package discovery.merge;
