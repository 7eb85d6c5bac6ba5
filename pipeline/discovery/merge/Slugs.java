package discovery.merge;

import discovery.model.Field;
import java.text.Normalizer;
import java.util.Locale;

/// Readable names for URLs: `[a-z0-9-]`, at most 100 characters, never empty.
final class Slugs {
    private static final int MOST = 100;

    private Slugs() {}

    /// `owner--repository--name`; the double hyphen keeps `a/b-c` and `a-b/c` apart.
    static String base(Thing thing) {
        var place = thing.place();
        var name = thing.facts().text(Field.NAME)
                .orElseGet(() -> place.path().substring(place.path().lastIndexOf('/') + 1));
        var parts = new StringBuilder();
        if (place.repository() == 0) {
            parts.append(plain(place.path()));
        } else {
            parts.append(plain(place.owner())).append("--").append(plain(place.project()));
            if (!plain(name).equals(plain(place.project()))) {
                parts.append("--").append(plain(name));
            }
        }
        var slug = parts.length() > MOST ? parts.substring(0, MOST) : parts.toString();
        slug = slug.replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "unnamed" : slug;
    }

    /// The base with a piece of the id, for things that would share it.
    static String distinct(String base, String id) {
        return base + "-" + id.substring(id.lastIndexOf('.') + 1).substring(0, 6);
    }

    private static String plain(String text) {
        var ascii = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return ascii.replaceAll("\\p{M}+", "").replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    }
}
