//SOURCES ../model/*.java
/// What the index means by a vector: which text of an entry is embedded, in which batches, and how a vector is kept.
/// It does no I/O, reads no clock, computes no digest and knows no model runtime: `discovery.edge.onnx` embeds.
package discovery.embed;
