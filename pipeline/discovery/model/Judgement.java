package discovery.model;

import java.util.List;
import java.util.OptionalInt;

/// What we think of an entry, and why.
///
/// @param id       the entry
/// @param score    0 to 10,000: hundredths of a point of 100
/// @param parts    what the score is made of, in the order of `score.yaml`
/// @param verdicts rule ids of what its format's specification and its main client object to; empty: nothing
/// @param findings what a reader should know before installing it
public record Judgement(
        String id, int score, List<Part> parts, List<Verdict> verdicts, List<Finding> findings) {

    /// One part of a score.
    ///
    /// @param value    ten-thousandths of 1; empty: unknown, which weighs nothing
    /// @param weight   its share, in parts of the sum of all weights
    /// @param evidence one plain sentence
    public record Part(String name, OptionalInt value, int weight, String evidence) {}

    /// What one reader of the format says: `agent-skills` (the specification) or `claude-code` (what it accepts).
    public record Verdict(String reader, boolean accepts, List<String> rules) {}

    /// @param rule     id in `safety.yaml`
    /// @param severity `high`, `medium` or `low`
    /// @param line     number of the line in the entry's text, from 1
    /// @param excerpt  the line, cleaned for display and cut
    public record Finding(String rule, String severity, int line, String excerpt) {}
}
