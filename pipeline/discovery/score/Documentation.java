package discovery.score;

import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a description and a text say, by their numbers of words: the value, its sentence, and what the sentence means for
/// an author. A judgement keeps the sentence alone, so the advice is read from it, here, where it is made.
final class Documentation {
    /// Different words of a description that says what a thing does and when to use it.
    private static final int DESCRIBED = 18;
    /// Words of a text that explains something.
    private static final long EXPLAINED = 200;
    /// Words that a client can still load without harm to everything else.
    private static final long LONG = 6_000;
    private static final String LISTED = ", which is a list of words to be found by";
    private static final Pattern SENTENCE = Pattern.compile(
            "A description of ([0-9,]+) different words?(" + LISTED + ")?( and a text of ([0-9,]+) words?|;.*)\\.");

    private Documentation() {}

    /// @param words of the text; empty: we have none
    static double value(Prose prose, OptionalLong words) {
        var described = Math.min(1.0, prose.distinct() / (double) DESCRIBED) * (prose.stuffed() ? 0.3 : 1);
        if (words.isEmpty()) {
            return 0.6 * described;
        }
        var count = words.getAsLong();
        var text = Math.min(1.0, count / (double) EXPLAINED) * (count > LONG ? 0.7 : 1.0);
        return 0.5 * described + 0.5 * text;
    }

    static String sentence(Prose prose, OptionalLong words) {
        return "A description of " + Score.count(prose.distinct(), "different word") + (prose.stuffed() ? LISTED : "")
                + (words.isEmpty()
                        ? "; we have no text of its own."
                        : " and a text of " + Score.count(words.getAsLong(), "word") + ".");
    }

    /// One sentence about what is missing, and nothing else; empty when nothing is, or it is none of our sentences.
    static String advice(String sentence) {
        var found = SENTENCE.matcher(sentence);
        if (!found.matches()) {
            return "";
        }
        var missing = new ArrayList<String>();
        if (found.group(2) != null) {
            missing.add("write the description as sentences instead of a list of words");
        } else if (number(found.group(1)) < DESCRIBED) {
            missing.add("say in the description what it does and when to use it, in %d different words or more (now %s)"
                    .formatted(DESCRIBED, found.group(1)));
        }
        if (found.group(4) != null && number(found.group(4)) < EXPLAINED) {
            missing.add("explain it in %d words or more (now %s)".formatted(EXPLAINED, found.group(4)));
        } else if (found.group(4) != null && number(found.group(4)) > LONG) {
            missing.add("move what is seldom needed to files of its own, so that the text has at most %s words (now %s)"
                    .formatted(Score.grouped(LONG), found.group(4)));
        }
        var all = String.join(", and ", missing);
        return all.isEmpty() ? "" : Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }
}
