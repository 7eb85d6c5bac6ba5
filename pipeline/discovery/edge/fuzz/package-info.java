//DEPS com.code-intelligence:jazzer:0.30.0
//SOURCES ../../build/*.java
//SOURCES ../../fetch/*.java
//SOURCES ../../model/*.java
//SOURCES ../../release/*.java
//SOURCES ../../score/*.java
//SOURCES ../check/*.java
//SOURCES ../github/*.java
//SOURCES ../json/*.java
//SOURCES ../parse/*.java
//SOURCES ../re2j/*.java
//SOURCES ../signing/*.java
//SOURCES ../tar/*.java
/// Every parser of foreign text as a function of bytes that may not fail, for the fuzzer. The one owner of Jazzer, which
/// runs it in a process of its own; nothing of it is in the product.
package discovery.edge.fuzz;
