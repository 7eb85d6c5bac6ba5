package discovery.site;

/// One part of the score, as `score.yaml` declares it.
///
/// @param weight   its share, in parts of the sum of all weights
/// @param sentence what it measures, in one sentence
public record Weight(String name, int weight, String sentence) {}
