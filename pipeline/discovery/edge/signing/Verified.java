package discovery.edge.signing;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What verified metadata says.
///
/// @param root        the text (ASCII) of the newest root: keep its bytes, with [#trusted()], for the next verification
/// @param rootVersion the version of that root
/// @param seq         the build's sequence number: the version of `targets.json`
/// @param targets     the signed files by name
/// @param revoked     the list of what is hidden, as the role that may hide entries between two builds has signed it
/// @param expires     when the first of the files expires; from then on the index is stale
/// @param trusted     what to remember against rollback
public record Verified(String root, long rootVersion, long seq, SortedMap<String, TufTarget> targets,
        Optional<TufTarget> revoked, Instant expires, Trusted trusted) {

    public Verified {
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }
}
