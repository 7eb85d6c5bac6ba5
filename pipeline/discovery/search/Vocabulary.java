package discovery.search;

import java.util.List;

/// The words of the index, as `Words` folds them; the port that `discovery.edge.sqlite` implements.
public interface Vocabulary {
    /// @param entries how many entries have the word
    record Term(String word, long entries) {}

    /// How many entries have this word; 0: none.
    long entries(String word);

    /// All words that begin so.
    ///
    /// @param beginning not empty
    List<Term> beginningWith(String beginning);
}
