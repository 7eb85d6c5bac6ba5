package discovery.model;

/// What makes two observations speak of the same thing on one night: its kind, its repository's number and its path.
/// It is a text, so that a fact may name another thing (`MEMBERS`); identity across nights is the id's business.
public record Key(Kind kind, long repository, String path) {
    public static Key of(Kind kind, Place place) {
        return new Key(kind, place.repository(), place.path());
    }

    /// @throws IllegalArgumentException for a text that no key gave
    public static Key parse(String text) {
        var parts = text.split(" ", 3);
        var kind = Kind.of(parts[0]).orElseThrow(() -> new IllegalArgumentException("not a key: " + text));
        return new Key(kind, Long.parseLong(parts[1]), parts[2]);
    }

    @Override
    public String toString() {
        return kind + " " + repository + " " + path;
    }
}
