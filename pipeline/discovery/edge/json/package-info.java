//DEPS com.fasterxml.jackson.core:jackson-databind:2.22.4
//DEPS com.fasterxml.jackson.dataformat:jackson-dataformat-yaml:2.22.4
//DEPS com.fasterxml.jackson.datatype:jackson-datatype-jdk8:2.22.4
//SOURCES ../../model/*.java
//SOURCES ../files/*.java
//SOURCES ../zstd/*.java
/// JSON, JSON Lines and YAML to and from records and plain collections. The one owner of Jackson and SnakeYAML; it
/// decides nothing about the index.
package discovery.edge.json;
