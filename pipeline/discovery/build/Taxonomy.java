package discovery.build;

import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// `manifests/categories.yaml`: our categories and tags, and the words by which entries find them.
///
/// @param schema 1
/// @param most   who has words of more categories than that is believed by what others file it under alone
public record Taxonomy(int schema, int most, List<Category> categories, Tags tags) {
    /// Categories of one entry, at most.
    private static final int MOST = 3;
    /// Points that make a category: one heading, or a tag and a word, or two tags.
    private static final int LEAST = 2;
    private static final int HEADING = 3;
    private static final int TAG = 2;
    private static final int WORD = 1;

    /// @param words single words in lower case; several words with hyphens between
    public record Category(String id, String title, List<String> words) {
        public Category {
            words = List.copyOf(words);
        }

        private boolean isNamedIn(Set<String> found, String text) {
            return words.stream().anyMatch(word -> found.contains(word) || (isUnspaced(word) && text.contains(word)));
        }
    }

    /// @param ignored tags that say nothing
    /// @param same    another spelling → ours
    public record Tags(Set<String> ignored, Map<String, String> same) {
        public Tags {
            ignored = ignored == null ? Set.of() : Set.copyOf(ignored);
            same = same == null ? Map.of() : Map.copyOf(same);
        }
    }

    public Taxonomy {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is " + schema + "; this program reads schema 1");
        }
        most = most == 0 ? Integer.MAX_VALUE : most;
        categories = List.copyOf(categories);
        tags = tags == null ? new Tags(Set.of(), Map.of()) : tags;
    }

    /// Ids of the entry's categories, sorted.
    public List<String> of(Entry entry) {
        var facts = entry.facts();
        var filed = new TreeMap<String, Integer>();
        facts.list(Field.CATEGORIES).forEach(text -> count(text, HEADING, filed));
        var points = new TreeMap<>(filed);
        facts.list(Field.KEYWORDS).forEach(text -> count(text, TAG, points));
        facts.list(Field.TOPICS).forEach(text -> count(text, TAG, points));
        count(entry.name(), WORD, points);
        count(facts.text(Field.DESCRIPTION).orElse(""), WORD, points);
        // Words of everything are bait.
        var believed = points.size() > most ? filed : points;
        return believed.entrySet().stream()
                .filter(each -> each.getValue() >= LEAST)
                .sorted(Comparator.comparing((Map.Entry<String, Integer> each) -> -each.getValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// The entry with its tags as we spell them, those from headings among them, and without what says nothing: its
    /// keywords hold them all.
    public Entry tagged(Entry entry) {
        var facts = entry.facts();
        var known = new HashSet<String>();
        categories.forEach(category -> known.addAll(category.words()));
        var kept = new LinkedHashSet<String>();
        facts.list(Field.KEYWORDS).forEach(text -> keep(text, kept));
        for (var heading : facts.list(Field.CATEGORIES)) {
            words(heading).stream().filter(known::contains).sorted().forEach(word -> keep(word, kept));
        }
        facts.list(Field.TOPICS).forEach(text -> keep(text, kept));
        var spelled = Facts.builder().put(Field.KEYWORDS, List.copyOf(kept)).build()
                .or(facts.without(Field.KEYWORDS).without(Field.TOPICS));
        return new Entry(entry.id(), entry.slug(), entry.slot(), entry.kind(), entry.place(), spelled,
                entry.provenance(), entry.losers(), entry.sources(), entry.firstSeen(), entry.formerly());
    }

    private void keep(String text, Set<String> kept) {
        var tag = text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
        var ours = tags.same().getOrDefault(tag, tag);
        if (!tags.ignored().contains(ours)) {
            kept.add(ours);
        }
    }

    /// A text gives its points to a category once, however many of its words it holds.
    private void count(String text, int points, Map<String, Integer> all) {
        var words = words(text);
        var plain = text.toLowerCase(Locale.ROOT);
        for (var category : categories) {
            if (category.isNamedIn(words, plain)) {
                all.merge(category.id(), points, Integer::sum);
            }
        }
    }

    private static boolean isUnspaced(String word) {
        return word.codePoints().anyMatch(Character::isIdeographic);
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
