package discovery.model;

/// How far slots have been given.
///
/// @param next the lowest slot that no entry ever had
public record Slots(int next) {}
