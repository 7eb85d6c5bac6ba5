package discovery.embed;

import java.util.List;

/// Turns texts into vectors; the port that `discovery.edge.onnx` implements.
///
/// Law: a vector is a function of its text alone. Neither the neighbours in the list nor their order nor earlier
/// calls change a bit of it, or the cache of vectors would be wrong.
@FunctionalInterface
public interface Embedder {
    /// One vector for each text, in the order of the texts: `Recipe.DIMENSIONS` floats of length 1 (L2 norm).
    ///
    /// @param texts any strings; the whole list and its result are held in memory, so the caller gives windows
    List<float[]> embed(List<String> texts);
}
