package discovery.search;

/// An entry that may answer a question, with all that its rank is made of.
///
/// @param words    BM25 of the words that it has; 0: none
/// @param meaning  cosine of its text and the question, from -1 to 1; 0 where there is no vector
/// @param score    hundredths of a point of 100
/// @param stars    -1: unknown
/// @param seen     day on which the index first had it
/// @param alarms   findings of high severity
/// @param archived its repository is read-only, or its registry calls it deprecated
public record Candidate(
        int slot,
        String id,
        String name,
        String title,
        double words,
        double meaning,
        int score,
        long stars,
        long seen,
        int alarms,
        boolean copy,
        boolean archived) {
    /// The same entry as another question found it.
    public Candidate found(double words, double meaning) {
        return new Candidate(slot, id, name, title, words, meaning, score, stars, seen, alarms, copy, archived);
    }
}
