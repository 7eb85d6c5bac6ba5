package discovery.fetch;

/// A file's bytes as text.
///
/// @param text   what the bytes say in UTF-8; bytes that say nothing are U+FFFD
/// @param sha256 of the original bytes, lower-case hex
/// @param size   of the original bytes
/// @param utf8   false: some bytes were not UTF-8
public record Content(String text, String sha256, long size, boolean utf8) {}
