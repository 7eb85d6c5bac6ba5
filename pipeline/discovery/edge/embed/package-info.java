//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../embed/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../onnx/*.java
//SOURCES ../progress/*.java
//SOURCES ../vectors/*.java
/// Runs `discovery.embed` over files: every entry's text gets its vector, made or found. It does not know how vectors
/// are made.
package discovery.edge.embed;
