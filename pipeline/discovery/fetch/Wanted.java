package discovery.fetch;

/// A file that is worth reading.
///
/// @param path where the thing lives that it describes: see `Walk`
record Wanted(TreeFile file, FileKind kind, String path) {}
