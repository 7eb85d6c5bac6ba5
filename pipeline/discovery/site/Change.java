package discovery.site;

import discovery.model.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What happened to one entry since the last build.
///
/// @param fields what changed in it, as field words; empty where the word says all
/// @param reason one sentence, or empty
/// @param before commit before, where it is known; `after` likewise
public record Change(
        Word word,
        String id,
        String slug,
        Kind kind,
        String name,
        String place,
        List<String> fields,
        String reason,
        String before,
        String after) {

    /// In the order in which people ask for them: what is gone comes first.
    public enum Word {
        REMOVED,
        RENAMED,
        CHANGED,
        ADDED;

        static Optional<Word> of(String text) {
            return Arrays.stream(values()).filter(word -> word.toString().equals(text)).findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
