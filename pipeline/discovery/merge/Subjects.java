package discovery.merge;

import discovery.model.Entry;
import discovery.model.Field;
import java.util.Locale;

/// What an entry is called and where it lies, as numbers that near-copies are told by.
public final class Subjects {
    /// A shorter description says too little.
    private static final int DESCRIBED = 30;

    private Subjects() {}

    /// @param sketch number of its text's sketch
    public static NearCopies.Subject of(Entry entry, int sketch) {
        var path = entry.place().path();
        var leaf = path.substring(path.lastIndexOf('/') + 1)
                .replaceFirst("(?i)(\\.(agent|prompt|instructions))?\\.(md|toml|json)$", "");
        var name = entry.facts().text(Field.NAME).orElse(leaf);
        var description = entry.facts().text(Field.DESCRIPTION).orElse("");
        return new NearCopies.Subject(sketch, hash(name), hash(leaf),
                description.length() < DESCRIBED ? 0 : hash(description), entry.place().repository());
    }

    /// Of the letters and digits, in lower case; 0 for none.
    private static long hash(String text) {
        var hash = 0L;
        var lower = text.toLowerCase(Locale.ROOT);
        for (var i = 0; i < lower.length(); i++) {
            hash = Character.isLetterOrDigit(lower.charAt(i)) ? (hash ^ lower.charAt(i)) * 0x100000001B3L + 1 : hash;
        }
        return hash;
    }
}
