package discovery.site;

/// One rule of `safety.yaml`.
///
/// @param severity `high`, `medium` or `low`
/// @param sentence what it looks for, in one sentence
public record SafetyRule(String id, String severity, String sentence) {}
