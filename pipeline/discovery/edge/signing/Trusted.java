package discovery.edge.signing;

/// What a client remembers of the last metadata that it verified, against rollback.
///
/// @param timestamp the version of `timestamp.json`
/// @param snapshot  the version of `snapshot.json`
/// @param targets   the version of `targets.json`, which is the build's sequence number
/// @param content   SHA-256, in hexadecimal, of the list of targets; two lists under one number are an equivocation
/// @param revoked   the version of the metadata of what is hidden; 0 where none was seen
public record Trusted(long timestamp, long snapshot, long targets, String content, long revoked) {
}
