package discovery.site;

import discovery.model.Kind;
import java.util.List;
import java.util.Locale;

/// What happened to one entry since the last build.
///
/// @param fields what changed in it, as field words; empty where the word says all
/// @param reason one sentence, or empty
public record Change(Word word, String id, String slug, Kind kind, String name, List<String> fields, String reason) {

    /// In the order in which people ask for them: what is gone comes first.
    public enum Word {
        REMOVED,
        RENAMED,
        CHANGED,
        ADDED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
