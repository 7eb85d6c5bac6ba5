//SOURCES ../model/*.java
/// Pure: what a release says of itself. It signs nothing and opens nothing.
package discovery.release;
