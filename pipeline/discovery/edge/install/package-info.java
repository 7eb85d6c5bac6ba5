//SOURCES ../../model/*.java
//SOURCES ../../catalogs/*.java
//SOURCES ../../install/*.java
//SOURCES ../cli/*.java
//SOURCES ../client/*.java
//SOURCES ../files/*.java
//SOURCES ../json/*.java
//SOURCES ../sqlite/*.java
/// Puts entries where clients look for them, and takes them out again. Nothing is installed whose digest is not what the
/// index says; nothing that is fetched is run; what was there before is put back.
package discovery.edge.install;
