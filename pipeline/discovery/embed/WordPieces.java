package discovery.embed;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// The tokenizer of BERT without capitals, in plain Java: a tenth of the native one's time, and nothing to load.
///
/// Control characters out, spaces around Chinese characters, no accents, lower case; words at spaces and punctuation;
/// of each word the longest piece that the vocabulary has, again and again. It gives the ids of the tokenizer that the
/// recipe names, but for texts that spell special tokens such as `[SEP]`, which are words here.
public final class WordPieces {
    private static final int LONGEST_WORD = 100;

    private final Pieces vocabulary;
    private final int unknown;
    private final int first;
    private final int last;

    /// @param vocabulary has `[CLS]`, `[SEP]` and `[UNK]`
    public WordPieces(Pieces vocabulary) {
        this.vocabulary = vocabulary;
        unknown = id("[UNK]");
        first = id("[CLS]");
        last = id("[SEP]");
    }

    private int id(String piece) {
        var id = vocabulary.id(piece);
        if (id == Pieces.NONE) {
            throw new IllegalArgumentException("the vocabulary has no " + piece);
        }
        return id;
    }

    /// Ids of pieces, `[CLS]` first and `[SEP]` last.
    ///
    /// @param most of them, from 2; the rest of the text counts for nothing
    public long[] ids(String text, int most) {
        var ids = new ArrayList<Integer>();
        ids.add(first);
        for (var word : words(text)) {
            if (ids.size() >= most - 1) {
                break;
            }
            addPieces(word, ids);
        }
        return LongStream.concat(
                ids.stream().limit(most - 1L).mapToLong(Integer::longValue), LongStream.of(last))
                .toArray();
    }

    private void addPieces(String word, List<Integer> ids) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        var pieces = new ArrayList<Integer>();
        for (var from = 0; from < word.length(); ) {
            var end = word.length();
            var found = vocabulary.id(piece(word, from, end));
            while (found == Pieces.NONE && end > from + 1) {
                end = word.offsetByCodePoints(end, -1);
                found = end > from ? vocabulary.id(piece(word, from, end)) : Pieces.NONE;
            }
            if (found == Pieces.NONE || end <= from) {
                ids.add(unknown);
                return;
            }
            pieces.add(found);
            from = end;
        }
        ids.addAll(pieces);
    }

    private static String piece(String word, int from, int end) {
        return from == 0 ? word.substring(0, end) : "##" + word.substring(from, end);
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        clean(text).codePoints().forEach(point -> {
            if (isSpace(point)) {
                end(word, words);
            } else if (isPunctuation(point)) {
                end(word, words);
                words.add(Character.toString(point));
            } else {
                word.appendCodePoint(point);
            }
        });
        end(word, words);
        return words;
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isSpace(point)) {
                clean.append(' ');
            } else if (isChinese(point)) {
                clean.append(' ').appendCodePoint(point).append(' ');
            } else if (point != 0 && point != 0xFFFD && !isControl(point)) {
                clean.appendCodePoint(point);
            }
        });
        if (clean.chars().allMatch(unit -> unit < 0x80)) {
            return clean.toString().toLowerCase(Locale.ROOT);
        }
        var plain = new StringBuilder(clean.length());
        Normalizer.normalize(clean, Normalizer.Form.NFD).codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        // Letter by letter: the tokenizer knows no context, such as a sigma's at the end of a word.
        var lower = new StringBuilder(plain.length());
        plain.codePoints().forEach(point -> lower.append(Character.toString(point).toLowerCase(Locale.ROOT)));
        return lower.toString();
    }

    private static boolean isSpace(int point) {
        return point == ' ' || point == '\t' || point == '\n' || point == '\r' || point == 0x85
                || (point > 0x7F && Character.isSpaceChar(point));
    }

    private static boolean isControl(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE ->
                true;
            default -> false;
        };
    }

    private static boolean isChinese(int point) {
        return (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0x3400 && point <= 0x4DBF)
                || (point >= 0x20000 && point <= 0x2A6DF) || (point >= 0x2A700 && point <= 0x2CEAF)
                || (point >= 0xF900 && point <= 0xFAFF) || (point >= 0x2F800 && point <= 0x2FA1F);
    }

    private static boolean isPunctuation(int point) {
        if (point < 0x80) {
            return point > ' ' && point < 0x7F && !Character.isLetterOrDigit(point);
        }
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION, Character.DASH_PUNCTUATION, Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION ->
                true;
            default -> false;
        };
    }
}
