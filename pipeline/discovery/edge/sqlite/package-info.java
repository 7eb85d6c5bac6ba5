//DEPS org.xerial:sqlite-jdbc:3.54.1.0
//SOURCES ../files/*.java
//SOURCES ../log/*.java
//SOURCES ../../model/*.java
//SOURCES ../../build/*.java
//SOURCES ../../ops/*.java
//SOURCES ../../search/*.java
//FILES discovery/build/schema.sql=../../build/schema.sql
//FILES discovery/ops/schema.sql=../../ops/schema.sql
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED
/// SQLite files: `skills.db` and `infra.db`, written and read, and small stores of keys and values. The one owner of sqlite-jdbc; it
/// decides nothing about what is written.
package discovery.edge.sqlite;
