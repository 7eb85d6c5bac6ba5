package discovery.edge.signing;

import java.util.Map;

/// The keys that may sign a file and how many of them must.
///
/// @param whose for messages, as in `root 1`
/// @param keys  Ed25519 public keys in hexadecimal by key id; keys of other kinds are left out and so never count
record Signers(String whose, Map<String, String> keys, int threshold) {

    Signers {
        keys = Map.copyOf(keys);
    }

    boolean sameAs(Signers other) {
        return keys.equals(other.keys) && threshold == other.threshold;
    }
}
