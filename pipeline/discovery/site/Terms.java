package discovery.site;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Text as search terms. `assets/search.js` does the same to a question, rule by rule; a test holds the two together.
///
/// 1. Compatibility decomposition, lower case, no marks: `Ｃafé` is `cafe`.
/// 2. A term is a run of letters and digits, at most 32 characters of it.
/// 3. Chinese and Japanese have no spaces: each character and each pair of neighbours is a term.
/// 4. Words that say how one asks, not what for, are terms only of entries whose name has them.
final class Terms {
    static final int LONGEST = 32;
    /// Whole names of more words are not looked up as such.
    static final int NAME_WORDS = 6;
    /// The words that the search of clients leaves out of questions (`discovery.search.Words`).
    static final Set<String> STOP = Set.of(
            "a", "about", "an", "and", "any", "are", "as", "at", "be", "by", "can", "could", "do", "does", "for",
            "from", "get", "give", "has", "have", "help", "helps", "how", "i", "if", "in", "into", "is", "it", "its",
            "let", "lets", "like", "looking", "make", "me", "my", "need", "of", "on", "one", "or", "our", "out",
            "please", "should", "so", "some", "something", "that", "the", "their", "them", "there", "these", "this",
            "those", "to", "up", "use", "using", "want", "way", "we", "what", "when", "where", "which", "who", "will",
            "with", "without", "would", "you", "your");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Terms() {}

    /// The whole name as one key, so that who types it finds it first; empty for a name without letters and digits.
    static String key(String name) {
        return String.join(" ", runs(name));
    }

    static List<String> of(String text) {
        return of(runs(text));
    }

    /// The terms of runs.
    static List<String> of(List<String> runs) {
        var terms = new ArrayList<String>(runs.size());
        for (var run : runs) {
            if (isUnspaced(run.codePointAt(0))) {
                var points = run.codePoints().toArray();
                for (var i = 0; i < points.length; i++) {
                    terms.add(new String(points, i, 1));
                    if (i + 1 < points.length) {
                        terms.add(new String(points, i, 2));
                    }
                }
            } else {
                terms.add(run);
            }
        }
        return terms;
    }

    /// The runs of letters and digits, cut where writing without spaces begins or ends.
    static List<String> runs(String text) {
        return isPlain(text) ? plain(text) : mixed(fold(text));
    }

    /// Nothing in it but ASCII and signs that no decomposition makes a letter of: dashes, quotes, arrows, frames.
    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit > 0x7F && !(unit >= 0x2010 && unit <= 0x2027) && !(unit >= 0x2190 && unit <= 0x21FF)
                    && !(unit >= 0x2500 && unit <= 0x257F) && unit != 0xB7 && unit != 0xA0) {
                return false;
            }
        }
        return true;
    }

    /// The same for what nearly all texts are.
    private static List<String> plain(String text) {
        // No sign among them has another case.
        var lower = text.toLowerCase(Locale.ROOT);
        var runs = new ArrayList<String>();
        var start = 0;
        var length = lower.length();
        for (var i = 0; i <= length; i++) {
            if (i == length || !Links.isPlain(lower.charAt(i))) {
                if (i > start) {
                    runs.add(lower.substring(start, Math.min(i, start + LONGEST)));
                }
                start = i + 1;
            }
        }
        return runs;
    }

    private static List<String> mixed(String folded) {
        var runs = new ArrayList<String>();
        var run = new StringBuilder();
        var length = 0;
        var unspaced = false;
        for (var i = 0; i < folded.length(); ) {
            var point = folded.codePointAt(i);
            i += Character.charCount(point);
            var letter = Character.isLetterOrDigit(point);
            if (!run.isEmpty() && (!letter || isUnspaced(point) != unspaced)) {
                runs.add(run.toString());
                run.setLength(0);
                length = 0;
            }
            if (letter && length++ < LONGEST) {
                unspaced = isUnspaced(point);
                run.appendCodePoint(point);
            }
        }
        if (!run.isEmpty()) {
            runs.add(run.toString());
        }
        return runs;
    }

    private static String fold(String text) {
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return MARKS.matcher(folded).replaceAll("");
    }

    private static boolean isUnspaced(int point) {
        if (point < 0x2E80) {
            return false;
        }
        var script = UnicodeScript.of(point);
        return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }
}
