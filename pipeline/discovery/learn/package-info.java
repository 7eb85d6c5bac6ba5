//SOURCES ../model/*.java
/// Learning paths as values: steps, exercises, and what counts as done. It reads no file.
package discovery.learn;
