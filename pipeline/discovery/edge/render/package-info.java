//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../score/*.java
//SOURCES ../../site/*.java
//SOURCES ../../learn/*.java
//SOURCES ../../ops/*.java
//SOURCES ../../release/*.java
//SOURCES ../catalogs/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../learn/*.java
//SOURCES ../ledger/*.java
//SOURCES ../mustache/*.java
//SOURCES ../release/*.java
//SOURCES ../vectors/*.java
/// Runs `discovery.site` over a night's folders and writes its pages as files. It decides nothing of what they say.
package discovery.edge.render;
