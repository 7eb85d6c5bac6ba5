package discovery.embed;

/// The vocabulary of a tokenizer.
public interface Pieces {
    /// What there is no piece has.
    int NONE = -1;

    /// The number of a piece, or `NONE`.
    int id(String piece);
}
