//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../search/*.java
/// The file `embeddings.bin` on disk. JDK only; it neither makes nor compares vectors.
package discovery.edge.vectors;
