//SOURCES ../model/*.java
/// What is published of an entry and how it is written: rows, the canonical dump `skills.jsonl`, the layout of
/// `embeddings.bin`, the schema of `skills.db`. It opens no file, reads no clock and ranks nothing.
package discovery.build;
