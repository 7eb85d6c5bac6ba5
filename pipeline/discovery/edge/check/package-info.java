//SOURCES ../../fetch/*.java
//SOURCES ../../merge/*.java
//SOURCES ../../model/*.java
//SOURCES ../../score/*.java
//SOURCES ../cache/*.java
//SOURCES ../cli/*.java
//SOURCES ../http/*.java
//SOURCES ../json/*.java
//SOURCES ../parse/*.java
//SOURCES ../re2j/*.java
//SOURCES ../tar/*.java
//FILES safety.yaml=../../../../manifests/safety.yaml
//FILES score.yaml=../../../../manifests/score.yaml
//FILES templates/=../../../../manifests/templates/*
/// For authors: judges what lies on their own machine as a night would, and writes scaffolds that pass. Nothing that it
/// reads is run, rendered or written to disk.
package discovery.edge.check;
