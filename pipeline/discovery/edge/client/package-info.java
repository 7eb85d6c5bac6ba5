//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../release/*.java
//SOURCES ../../score/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../release/*.java
//SOURCES ../signing/*.java
//SOURCES ../sqlite/*.java
/// The client: a verified copy of the index in a local home, and questions to it. It uses nothing that it has not
/// verified, and never loses a working index.
package discovery.edge.client;
