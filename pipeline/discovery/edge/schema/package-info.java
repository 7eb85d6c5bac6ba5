//DEPS com.networknt:json-schema-validator:2.0.4
//FILES manifest.schema.json=../../../../manifests/manifest.schema.json
//SOURCES ../log/*.java
/// JSON Schema. The one owner of json-schema-validator; it knows one schema, that of the manifest.
package discovery.edge.schema;
