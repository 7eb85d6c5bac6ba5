//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../release/*.java
//SOURCES ../../diff/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../release/*.java
//SOURCES ../schema/*.java
//SOURCES ../search/*.java
//SOURCES ../serve/*.java
//SOURCES ../signing/*.java
//SOURCES ../sqlite/*.java
//SOURCES ../vectors/*.java
//SOURCES ../zstd/*.java
/// The gate: opens a signed release as a client does and says what is wrong with it. It mends nothing, and nothing that
/// it has not passed is published.
package discovery.edge.validate;
