package discovery.merge;

/// Sketches of many texts, numbered from 0, larger than memory may hold. The highest bit of a hash is a mark that can
/// be set.
public interface Sketches {
    long MARK = Long.MIN_VALUE;

    /// How many hashes the sketch has.
    int size(int sketch);

    /// A hash and its mark; hashes ascend, their marks aside.
    long at(int sketch, int place);

    void mark(int sketch, int place);
}
