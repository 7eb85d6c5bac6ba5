package discovery.site;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// File names of pages: ASCII, lower case, one for each thing of a folder, the same every night.
final class Slugs {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final int LONGEST = 200;
    /// Names that the lists of a folder have.
    private static final Pattern TAKEN = Pattern.compile("index|page-[0-9]+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private final Set<String> given = new HashSet<>();

    /// The file name of an entry's page. An entry may be called `index`, too.
    ///
    /// @throws IllegalArgumentException for a slug that no file may have
    static String ofEntry(String slug) {
        if (!isSlug(slug)) {
            throw new IllegalArgumentException("`%s` is no slug: [a-z0-9-], at most 200".formatted(slug));
        }
        return isTaken(slug) ? slug + "-" : slug;
    }

    private static boolean isSlug(String slug) {
        for (var i = 0; i < slug.length(); i++) {
            if (!Links.isPlain(slug.charAt(i)) && slug.charAt(i) != '-') {
                return false;
            }
        }
        return !slug.isEmpty() && slug.length() <= LONGEST;
    }

    private static boolean isTaken(String file) {
        return (file.startsWith("index") || file.startsWith("page-")) && TAKEN.matcher(file).matches();
    }

    /// The file name of a list by the words that it is for (an owner, a tag, a licence). Words that lose something get
    /// a mark made of all of them, so that `c`, `c++` and `c#` stay apart without a look at each other.
    String of(String words) {
        var lower = words.toLowerCase(Locale.ROOT);
        var slug = lower;
        if (lower.length() > 60 || TAKEN.matcher(lower).matches() || !PLAIN.matcher(lower).matches()) {
            var kept = OTHER.matcher(lower).replaceAll("-");
            kept = kept.substring(0, Math.min(40, kept.length())).replaceAll("^-|-$", "");
            slug = (kept.isEmpty() ? "x" : kept) + "-" + mark(lower);
        }
        var free = slug;
        for (var i = 2; !given.add(free); i++) {
            free = slug + "-" + i;
        }
        return free;
    }

    /// FNV-1a over the text's units: enough to tell names apart, and no library.
    static int hash(String text) {
        var hash = 0x811C9DC5;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return hash;
    }

    private static String mark(String text) {
        var hex = Integer.toHexString(hash(text));
        return "0".repeat(8 - hex.length()) + hex;
    }
}
