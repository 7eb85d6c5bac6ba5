package discovery.search;

/// What each reason counts in a rank. Values are from measurements with `scripts/bench search`.
///
/// @param words    for the words, from 0 to 1; where nothing is known of the meaning, they have its weight too
/// @param meaning  for the meaning, from 0 to 1
/// @param name     for a name that is the question
/// @param inName   for the share of the question's words that the name has
/// @param quality  for the score, from 0 to 1
/// @param alarm    taken off for a finding of high severity
/// @param copy     taken off for a copy
/// @param archived taken off for what is no longer kept up
public record Weights(
        double words, double meaning, double name, double inName, double quality, double alarm, double copy,
        double archived) {
    public static final Weights CURRENT = new Weights(0.20, 0.80, 0.30, 0.15, 0.05, 0.15, 0.10, 0.05);

    /// For meaning that is known by `Distilled` alone.
    public static final Weights DISTILLED = new Weights(0.75, 0.25, 0.30, 0.15, 0.05, 0.15, 0.10, 0.05);
}
