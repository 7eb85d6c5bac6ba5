package discovery.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One way to cut the index into lists: by category, owner, source, licence or tag.
final class Facet {
    /// The lists of one facet; the word is the folder's name and the prefix of its sentences.
    enum Cut {
        CATEGORIES,
        OWNERS,
        SOURCES,
        LICENCES,
        TAGS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param file  file name of its page, without folder and ending
    /// @param cards those with pages of their own, best first
    /// @param size  how many there are with those that have none
    record Group(Cut cut, String key, String label, String file, List<Card> cards, int size) {
        String path() {
            return cut + "/" + file + ".html";
        }

        String count() {
            return Figure.grouped(size);
        }
    }

    private final Cut cut;
    private final Map<String, Group> byKey = new HashMap<>();
    private final List<Group> groups;

    private Facet(Cut cut, List<Group> groups) {
        this.cut = cut;
        this.groups = groups;
        groups.forEach(group -> byKey.put(group.key(), group));
    }

    Cut cut() {
        return cut;
    }

    /// Largest first.
    List<Group> groups() {
        return groups;
    }

    /// The group with a page; empty where it is too small to have one.
    Optional<Group> of(String key) {
        return Optional.ofNullable(byKey.get(key(key)));
    }

    /// GitHub's names, licences and tags mean the same in any case.
    private static String key(String words) {
        return words.toLowerCase(Locale.ROOT);
    }

    /// Gathers the cards of each group.
    static final class Gathering {
        private final Cut cut;
        private final int least;
        private final UnaryOperator<String> label;
        private final Map<String, String> spellings = new HashMap<>();
        private final Map<String, List<Integer>> indexes = new HashMap<>();

        /// @param least groups with fewer entries have no page
        Gathering(Cut cut, int least, UnaryOperator<String> label) {
            this.cut = cut;
            this.least = least;
            this.label = label;
        }

        void add(String words, Card card) {
            if (words.isBlank()) {
                return;
            }
            var key = key(words);
            spellings.putIfAbsent(key, words);
            var list = indexes.computeIfAbsent(key, first -> new ArrayList<>(2));
            // A thing may carry the same tag in two spellings.
            if (list.isEmpty() || list.getLast() != card.index()) {
                list.add(card.index());
            }
        }

        /// A group of which none has a page has none itself.
        ///
        /// @param ranked all cards, best first
        /// @param places index of a card → its place among them
        Facet done(List<Card> ranked, int[] places) {
            var slugs = new Slugs();
            var groups = new ArrayList<Group>();
            indexes.keySet().stream().sorted().filter(key -> sized(key).size() >= least).forEach(key -> {
                var best = sized(key).stream().mapToInt(index -> places[index]).sorted().mapToObj(ranked::get)
                        .filter(Card::paged).toList();
                var words = spellings.getOrDefault(key, key);
                // Named even without a page, so that the names of the others do not depend on what fits.
                var file = slugs.of(key);
                if (!best.isEmpty()) {
                    groups.add(new Group(
                            cut, key, Plain.cut(label.apply(words), 80), file, best, sized(key).size()));
                }
            });
            groups.sort(Comparator.comparingInt(Group::size).reversed().thenComparing(Group::key));
            return new Facet(cut, List.copyOf(groups));
        }

        private List<Integer> sized(String key) {
            return indexes.getOrDefault(key, List.of());
        }
    }
}
