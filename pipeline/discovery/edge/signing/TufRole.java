package discovery.edge.signing;

/// The four roles of TUF, each with the most bytes that a client reads of its file and the signatures it needs.
enum TufRole {
    ROOT("root", 512 * 1024, 2),
    TARGETS("targets", 16 * 1024 * 1024, 1),
    SNAPSHOT("snapshot", 1024 * 1024, 1),
    TIMESTAMP("timestamp", 16 * 1024, 1);

    private final String type;
    private final int maxBytes;
    private final int threshold;

    TufRole(String type, int maxBytes, int threshold) {
        this.type = type;
        this.maxBytes = maxBytes;
        this.threshold = threshold;
    }

    /// The role's name in metadata: the value of `_type` and the key in the root's `roles`.
    String type() {
        return type;
    }

    /// The limit of the file in bytes, against endless data.
    int maxBytes() {
        return maxBytes;
    }

    /// How many keys must sign, in the roots that we write; a verifier reads it from the root instead.
    int threshold() {
        return threshold;
    }
}
