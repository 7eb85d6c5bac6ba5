//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../search/*.java
/// The file `embeddings.bin` on disk, and `meaning.bin`, which is distilled of it. JDK only; it neither makes nor compares vectors.
package discovery.edge.vectors;
