package discovery.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.build.Taxonomy.Category;
import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TaxonomyTest {
    private static final Taxonomy TAXONOMY = new Taxonomy(1, 2, List.of(
            new Category("browsers", "Browsers", List.of("browser", "浏览器")),
            new Category("data", "Data", List.of("database", "databases", "postgres")),
            new Category("security", "Security", List.of("security"))),
            new Taxonomy.Tags(Set.of("mcp", "claude-code"), Map.of("postgresql", "postgres")));

    private static Entry entry(Facts.Builder facts) {
        return new Entry("skill.1.a", "a", 0, Kind.SKILL, Place.of(1, "a/b"),
                facts.put(Field.NAME, "thing").build(), new TreeMap<>(), List.of(), new TreeSet<>(), 0, List.of());
    }

    @Test
    void a_heading_alone_makes_a_category_a_word_alone_does_not() {
        assertEquals(List.of("data"), TAXONOMY.of(entry(Facts.builder().put(Field.CATEGORIES, "🗄️ Databases"))));
        assertEquals(List.of(), TAXONOMY.of(entry(Facts.builder().put(Field.DESCRIPTION, "Reads a database."))));
        assertEquals(List.of("data"), TAXONOMY.of(entry(Facts.builder().put(Field.TOPICS, "postgres")
                .put(Field.DESCRIPTION, "Reads a database."))));
    }

    @Test
    void a_heading_in_signs_without_spaces_is_understood() {
        assertEquals(List.of("browsers"),
                TAXONOMY.of(entry(Facts.builder().put(Field.CATEGORIES, "🌐 浏览器自动化与网页交互"))));
    }

    @Test
    void who_has_words_of_everything_is_believed_by_headings_alone() {
        var bait = Facts.builder().put(Field.KEYWORDS, List.of("browser", "database", "security"))
                .put(Field.DESCRIPTION, "browser database security");
        assertEquals(List.of(), TAXONOMY.of(entry(bait)));
        assertEquals(List.of("security"), TAXONOMY.of(entry(bait.put(Field.CATEGORIES, "Security"))));
    }

    @Test
    void tags_have_one_spelling_and_say_something() {
        var tagged = TAXONOMY.tagged(entry(Facts.builder()
                .put(Field.KEYWORDS, List.of("PostgreSQL", "claude-code", "row level"))
                .put(Field.TOPICS, List.of("mcp", "postgres", "sql"))
                .put(Field.CATEGORIES, List.of("Databases & more"))));
        assertEquals(List.of("postgres", "row-level", "databases", "sql"), tagged.facts().list(Field.KEYWORDS));
        assertEquals(List.of(), tagged.facts().list(Field.TOPICS));
    }
}
