package discovery.search;

import java.util.List;

/// An answer: an entry, its rank's value, and why.
///
/// @param value   the sum of the reasons; compares answers to one question only
/// @param reasons what put it there, the strongest first
public record Hit(Candidate candidate, double value, List<Reason> reasons) {
    /// One addend.
    ///
    /// @param what `words`, `meaning`, `name`, `quality`, `safety`, `originality` or `upkeep`
    /// @param value what it added; negative: took off
    public record Reason(String what, double value) {}
}
