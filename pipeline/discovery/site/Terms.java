package discovery.site;

import discovery.model.Row;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Text as search terms. `assets/search.js` does the same to a question, rule by rule; a test holds the two together.
///
/// 1. Compatibility decomposition, lower case, no marks: `Ｃafé` is `cafe`.
/// 2. A term is a run of letters and digits, at most 32 characters of it.
/// 3. Chinese and Japanese have no spaces: each character and each pair of neighbours is a term.
final class Terms {
    static final int LONGEST = 32;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Terms() {}

    /// What is searched of a row, apart from its name.
    static Set<String> ofText(Row.Content content) {
        var terms = new LinkedHashSet<String>();
        terms.addAll(of(content.description()));
        content.tags().forEach(tag -> terms.addAll(of(tag)));
        content.categories().forEach(category -> terms.addAll(of(category)));
        var slash = content.place().indexOf('/');
        terms.addAll(of(content.place().substring(0, Math.max(0, slash))));
        return terms;
    }

    static Set<String> ofName(Row.Content content) {
        var terms = new LinkedHashSet<>(of(content.name()));
        terms.addAll(of(content.title()));
        return terms;
    }

    /// The whole name as one key, so that who types it finds it first; empty for a name without letters and digits.
    static String key(String name) {
        return String.join(" ", runs(name));
    }

    static List<String> of(String text) {
        var terms = new ArrayList<String>();
        for (var run : runs(text)) {
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

    /// The shard of a term or key: its first two characters, as part of an ASCII file name.
    static String shard(String term) {
        var out = new StringBuilder();
        term.codePoints().limit(2).forEach(point -> {
            if (Links.isPlain(point)) {
                out.append((char) point);
            } else {
                out.append('-').append(Integer.toHexString(point));
            }
        });
        return out.toString();
    }

    private static List<String> runs(String text) {
        var folded = fold(text);
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
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                var folded = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
                return MARKS.matcher(folded).replaceAll("");
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isUnspaced(int point) {
        if (point < 0x2E80) {
            return false;
        }
        var script = UnicodeScript.of(point);
        return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
    }
}
