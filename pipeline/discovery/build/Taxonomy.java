package discovery.build;

import discovery.model.Entry;
import discovery.model.Field;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `manifests/categories.yaml`: our categories, and the words by which entries find them.
///
/// @param schema 1
public record Taxonomy(int schema, List<Category> categories) {
    /// Categories of one entry, at most; who is in all of them is in none.
    private static final int MOST = 3;
    /// Points that make a category: one heading, or a tag and a word, or two tags.
    private static final int LEAST = 2;
    private static final int HEADING = 3;
    private static final int TAG = 2;
    private static final int WORD = 1;

    /// @param words single words in lower case; several words with hyphens between
    public record Category(String id, String title, List<String> words) {}

    public Taxonomy {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is " + schema + "; this program reads schema 1");
        }
        categories = List.copyOf(categories);
    }

    /// Ids of the entry's categories, sorted.
    public List<String> of(Entry entry) {
        var points = new TreeMap<String, Integer>();
        var facts = entry.facts();
        facts.list(Field.CATEGORIES).forEach(text -> count(text, HEADING, points));
        facts.list(Field.KEYWORDS).forEach(text -> count(text, TAG, points));
        facts.list(Field.TOPICS).forEach(text -> count(text, TAG, points));
        count(entry.name(), WORD, points);
        count(facts.text(Field.DESCRIPTION).orElse(""), WORD, points);
        return points.entrySet().stream()
                .filter(each -> each.getValue() >= LEAST)
                .sorted(Comparator.comparing((Map.Entry<String, Integer> each) -> -each.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// A text gives its points to a category once, however many of its words it holds.
    private void count(String text, int points, Map<String, Integer> all) {
        var words = words(text);
        for (var category : categories) {
            if (category.words().stream().anyMatch(words::contains)) {
                all.merge(category.id(), points, Integer::sum);
            }
        }
    }

    private static Set<String> words(String text) {
        var plain = text.toLowerCase(Locale.ROOT);
        var words = new HashSet<String>();
        for (var chunk : plain.split("[^\\p{L}\\p{N}-]+")) {
            words.add(chunk);
            words.addAll(List.of(chunk.split("-")));
        }
        return words;
    }

    /// Id → title, in the order of the file.
    public Map<String, String> titles() {
        var titles = new LinkedHashMap<String, String>();
        categories.forEach(category -> titles.put(category.id(), category.title()));
        return titles;
    }
}
