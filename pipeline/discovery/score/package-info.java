//SOURCES ../build/*.java
//SOURCES ../model/*.java
/// Pure: what we think of an entry, in named parts with evidence, and what a reader should know before installing it.
/// Weights and rules are data (`manifests/score.yaml`, `manifests/safety.yaml`); no judgement is hidden in code.
package discovery.score;
