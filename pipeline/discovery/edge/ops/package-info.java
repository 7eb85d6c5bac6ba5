//SOURCES ../../model/*.java
//SOURCES ../../ops/*.java
//SOURCES ../../release/*.java
//SOURCES ../cli/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../ledger/*.java
//SOURCES ../rehearse/*.java
//SOURCES ../sqlite/*.java
//SOURCES ../zstd/*.java
/// The ledger's commands: reads what is written down, looks at what is out there, and says it. It changes nothing that is
/// public, and logs in nowhere: what runs the index are services that others run, and none has a machine of ours.
package discovery.edge.ops;
