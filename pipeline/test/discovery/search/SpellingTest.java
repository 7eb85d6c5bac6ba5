package discovery.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final TreeMap<String, Long> WORDS = new TreeMap<>();

    static {
        for (var word : List.of("postgres", "database", "datase", "kubernetes", "slack", "spreadsheet", "spread", "pdf",
                "forms", "form", "message", "größe", "a", "claude", "server")) {
            WORDS.put(word, 100L);
        }
        WORDS.put("datase", 1L);
        WORDS.put("claude", 50_000L);
        WORDS.put("server", 13_000L);
        WORDS.put("pdf", 5_950L);
    }

    private static final Vocabulary VOCABULARY = new Vocabulary() {
        @Override
        public long entries(String word) {
            return WORDS.getOrDefault(word, 0L);
        }

        @Override
        public List<Term> beginningWith(String beginning) {
            return WORDS.entrySet().stream().filter(entry -> entry.getKey().startsWith(beginning))
                    .map(entry -> new Term(entry.getKey(), entry.getValue())).toList();
        }
    };

    private static Plan plan(String question) {
        return Plan.of(question, VOCABULARY, Plan.Parts.ALL);
    }

    @ParameterizedTest
    @CsvSource({"postgers,postgres", "posgres,postgres", "kuberentes,kubernetes", "kubrentes,kubernetes",
            "databse,database", "slakc,slack", "sprea,spread", "mesage,message", "opstgres,postgres"})
    void a_mistake_is_forgiven(String typed, String meant) {
        assertEquals(List.of(meant), Spelling.guess(typed, true, VOCABULARY));
    }

    @ParameterizedTest
    @CsvSource({"xyzzyq", "12345", "frm", "slackslackslack"})
    void what_is_near_to_nothing_stays_unknown(String typed) {
        assertEquals(List.of(), Spelling.guess(typed, false, VOCABULARY));
    }

    @Test
    void mistakes_are_counted_the_same_from_both_sides() {
        for (var one : WORDS.keySet()) {
            for (var other : WORDS.keySet()) {
                var a = one.codePoints().toArray();
                var b = other.codePoints().toArray();
                assertEquals(Spelling.mistakes(a, b, 9), Spelling.mistakes(b, a, 9), one + " " + other);
                assertEquals(one.equals(other), Spelling.mistakes(a, b, 9) == 0);
            }
        }
    }

    @Test
    void the_meaning_is_that_of_the_corrected_question() {
        assertEquals("postgres database", plan("postgers databse").meaning());
        assertEquals("Postgres Database!", plan("Postgres Database!").meaning());
    }

    @Test
    void frequent_words_are_left_to_the_meaning() {
        assertEquals(List.of("slack"), plan("claude slack server").terms());
        assertEquals(List.of("pdf"), plan("server for pdf").terms());
        var alone = plan("claude");
        assertEquals(List.of("claude"), alone.terms());
        assertTrue(alone.namesOnly(), "a word that most entries have is searched in names");
    }

    @Test
    void words_without_content_are_looked_up_only_alone() {
        assertEquals(List.of("a"), plan("how do I a").terms());
        assertEquals(List.of("form"), plan("a form").terms());
    }
}
