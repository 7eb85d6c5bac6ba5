//COMPILE_OPTIONS --add-modules jdk.incubator.vector -Xlint:-incubating
//RUNTIME_OPTIONS --add-modules jdk.incubator.vector
//SOURCES ../vectors/*.java
//SOURCES ../../search/*.java
/// The scan over vectors for programs that stay: it alone knows the JDK's Vector API, which is still incubating and says so
/// on stderr when a program starts. It answers as `discovery.edge.vectors.PlainScan` does, bit for bit.
package discovery.edge.simd;
