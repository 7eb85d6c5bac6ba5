package discovery.embed;

import discovery.model.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text without markup. All patterns run in linear time: the text is foreign.
final class Plain {
    /// `(address)`, with a few pairs of brackets inside, or `[reference]`. Groups are repeated a bounded number of
    /// times here and elsewhere, because the JDK's matcher recurses for each repetition.
    private static final String TARGET =
            "(?:\\([^()]*+(?:\\([^()]*+\\)[^()]*+){0,4}+\\)|\\[[^\\[\\]]*+\\])";

    private static final Pattern IMAGE = Pattern.compile("!\\[[^\\[\\]]*+\\]" + TARGET);
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*+)\\]" + TARGET);
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*+>");
    private static final Pattern ADDRESS = Pattern.compile("<?\\bhttps?://[^\\s<>)]++>?");
    private static final Pattern ENTITY = Pattern.compile("&(?:[A-Za-z]{2,8}|#[xX]?[0-9A-Fa-f]{1,6});");
    private static final Pattern EMPHASIS =
            Pattern.compile("[`*]|~~|(?<![\\p{L}\\p{N}_])_{1,3}(?=\\S)|(?<=\\S)_{1,3}(?![\\p{L}\\p{N}_])");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]++");

    private Plain() {}

    /// One line: no markdown, HTML, addresses, control characters, formatting characters or pictographs.
    static String text(String markdown) {
        var text = readable(markdown);
        text = without(IMAGE, "![", text, " ");
        text = without(LINK, "[", text, "$1");
        text = without(TAG, "<", text, " ");
        text = without(ADDRESS, "://", text, " ");
        text = without(ENTITY, "&", text.replace("&amp;", "&"), " ");
        if (text.indexOf('*') >= 0 || text.indexOf('_') >= 0 || text.indexOf('`') >= 0 || text.indexOf('~') >= 0) {
            text = EMPHASIS.matcher(text).replaceAll("");
        }
        return isSpacedPlainly(text) ? text.strip() : SPACE.matcher(text).replaceAll(" ").strip();
    }

    /// Whether there is nothing to do about spaces: all are ordinary ones, and no two stand together.
    private static boolean isSpacedPlainly(String text) {
        for (var i = 0; i < text.length(); i++) {
            var unit = text.charAt(i);
            if (unit < ' ' || unit >= 0x7F || (unit == ' ' && i > 0 && text.charAt(i - 1) == ' ')) {
                return false;
            }
        }
        return true;
    }

    /// @param sign what every match has: most texts don't have it, and to look for it is quick
    private static String without(Pattern pattern, String sign, String text, String instead) {
        return text.contains(sign) ? pattern.matcher(text).replaceAll(instead) : text;
    }

    /// Leaves out what a reader does not read: pictographs (the model's vocabulary has none of them), lone surrogates,
    /// and the invisible characters in which people hide text.
    private static String readable(String text) {
        var readable = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point >= ' ' && point < 0x7F) {
                readable.append((char) point);
            } else {
                switch (Character.getType(point)) {
                    case Character.CONTROL -> readable.append(' ');
                    case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.OTHER_SYMBOL -> {}
                    default -> {
                        if (!isVariationSelector(point)) {
                            readable.appendCodePoint(point);
                        }
                    }
                }
            }
        }
        return readable.toString();
    }

    private static boolean isVariationSelector(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
    }

    /// The first `most` units, back to the last space if one is near; never half of a surrogate pair.
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var cut = Bounds.cut(text, most);
        var space = text.charAt(cut.length()) == ' ' ? cut.length() : cut.lastIndexOf(' ');
        return (space > most / 2 ? cut.substring(0, space) : cut).strip();
    }

    /// Lower-case words with one space before, between and after, for comparison: ` pdf to text `; a space where
    /// there are none.
    static String words(String text) {
        var words = new StringBuilder(" ");
        var lower = text.toLowerCase(Locale.ROOT);
        for (var i = 0; i < lower.length(); ) {
            var point = lower.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                words.appendCodePoint(point);
            } else if (words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return words.charAt(words.length() - 1) == ' ' ? words.toString() : words.append(' ').toString();
    }

    /// With a full stop, unless it ends in punctuation already.
    static String ended(String phrase) {
        return isEnd(phrase.charAt(phrase.length() - 1)) ? phrase : phrase + ".";
    }

    /// The sentences of one line of plain text, without the spaces between.
    static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            if (endsSentence(text, i)) {
                sentences.add(text.substring(start, i + 1).strip());
                start = i + 1;
            }
        }
        if (!text.substring(start).isBlank()) {
            sentences.add(text.substring(start).strip());
        }
        return List.copyOf(sentences);
    }

    private static boolean endsSentence(String text, int at) {
        if ("。！？".indexOf(text.charAt(at)) >= 0) {
            return true;
        }
        // `e.g.` and `i.e.` end nothing: their last letter stands behind a full stop too.
        return ".!?".indexOf(text.charAt(at)) >= 0
                && at + 1 < text.length()
                && text.charAt(at + 1) == ' '
                && !(at >= 2 && text.charAt(at - 2) == '.');
    }

    private static boolean isEnd(char last) {
        return ".!?:;,…。！？：；，".indexOf(last) >= 0;
    }
}
