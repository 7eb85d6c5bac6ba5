//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../release/*.java
//SOURCES ../../score/*.java
//SOURCES ../../diff/*.java
//SOURCES ../check/*.java
//SOURCES ../cli/*.java
//SOURCES ../diff/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../onnx/*.java
//SOURCES ../progress/*.java
//SOURCES ../release/*.java
//SOURCES ../search/*.java
//SOURCES ../signing/*.java
//SOURCES ../sqlite/*.java
//SOURCES ../vectors/*.java
//SOURCES ../zstd/*.java
/// The client: a verified copy of the index in a local home, and questions to it. It uses nothing that it has not
/// verified, and never loses a working index.
package discovery.edge.client;
