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
            var called = plain(name);
            if (!called.equals(plain(place.project()))) {
                parts.append("--").append(called);
            }
        }
        parts.setLength(Math.min(parts.length(), MOST));
        var slug = trimmed(parts);
        return slug.isEmpty() ? "unnamed" : slug;
    }

    /// The base with a piece of the id, for things that would share it.
    static String distinct(String base, String id) {
        return base + "-" + id.substring(id.lastIndexOf('.') + 1).substring(0, 6);
    }

    /// Letters without their marks and digits, a hyphen for each run of anything else.
    private static String plain(String text) {
        var plain = new StringBuilder(text.length());
        var ascii = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        for (var i = 0; i < ascii.length(); i++) {
            var unit = ascii.charAt(i);
            if ((unit >= 'a' && unit <= 'z') || (unit >= '0' && unit <= '9')) {
                plain.append(unit);
            } else if (!isMark(unit) && !plain.isEmpty() && plain.charAt(plain.length() - 1) != '-') {
                plain.append('-');
            }
        }
        return trimmed(plain);
    }

    private static boolean isMark(char unit) {
        return switch (Character.getType(unit)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static String trimmed(StringBuilder slug) {
        var from = 0;
        var to = slug.length();
        while (to > from && slug.charAt(to - 1) == '-') {
            to--;
        }
        while (from < to && slug.charAt(from) == '-') {
            from++;
        }
        return slug.substring(from, to);
    }
}
