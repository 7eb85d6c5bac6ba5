package discovery.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// An author is told what is missing, once, and nothing of what is there.
class DocumentationTest {
    private static final Prose SHORT = new Prose(1, false);
    private static final Prose GOOD = new Prose(18, false);
    private static final Prose LISTED = new Prose(30, true);

    private static String advice(Prose prose, OptionalLong words) {
        var sentence = Documentation.sentence(prose, words);
        var advice = Documentation.advice(sentence);
        assertEquals(advice.isEmpty(), Documentation.value(prose, words) >= (words.isEmpty() ? 0.6 : 1), sentence);
        return advice;
    }

    @Test
    void advice_is_one_sentence_about_what_is_missing() {
        assertEquals("Say in the description what it does and when to use it, in 18 different words or more (now 1).",
                advice(SHORT, OptionalLong.of(200)));
        assertEquals("Explain it in 200 words or more (now 1).", advice(GOOD, OptionalLong.of(1)));
        assertEquals("Say in the description what it does and when to use it, in 18 different words or more (now 1),"
                + " and explain it in 200 words or more (now 0).", advice(SHORT, OptionalLong.of(0)));
        assertEquals("Write the description as sentences instead of a list of words.",
                advice(LISTED, OptionalLong.of(6_000)));
        assertEquals("Move what is seldom needed to files of its own, so that the text has at most 6,000 words (now"
                + " 12,345).", advice(GOOD, OptionalLong.of(12_345)));
        assertEquals("Say in the description what it does and when to use it, in 18 different words or more (now 1).",
                advice(SHORT, OptionalLong.empty()));
    }

    @Test
    void nothing_is_said_where_nothing_is_missing() {
        assertEquals("", advice(GOOD, OptionalLong.of(200)));
        assertEquals("", advice(GOOD, OptionalLong.empty()));
        assertEquals("", Documentation.advice("Another sentence."));
    }
}
