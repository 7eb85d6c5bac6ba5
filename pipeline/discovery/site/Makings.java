package discovery.site;

import discovery.model.Row;
import discovery.site.Facet.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// What each entry's own files are made of, as a mark (`Mark`). Two nights give an entry the same mark only when its page,
/// its JSON and its badge would be the same, so that nobody need make them to know (`Pages.unless`). In it are:
///
/// - the row itself, and whether it has a page
/// - what its score's parts take from elsewhere (`Parts.beside`)
/// - the lists that it is in
/// - what its page shows of others: those like it, what it contains, what contains it, its original, its copies
/// - its history
/// - what all pages share of the night and the configuration. Templates, sentences and the program are not: who remembers
///   marks remembers of which program they are.
final class Makings {
    private static final long[] NO_ONE = {};

    private final Edition edition;
    /// Where it is empty nobody remembers anything, and there are no marks.
    private final OptionalLong remembered;
    private final long secret;
    private final List<Supplier<long[]>> beside = new ArrayList<>();
    /// Marks of the ids that a row names: its original's, or 0; how many members; theirs; its parents'.
    private final List<long[]> named = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();

    Makings(Edition edition, OptionalLong secret) {
        this.edition = edition;
        remembered = secret;
        this.secret = secret.orElse(0);
    }

    /// Takes the rows in their order.
    void add(Row row) {
        if (remembered.isEmpty()) {
            return;
        }
        var content = row.content();
        slots.add(content.slot());
        beside.add(edition.parts().beside(row));
        var ids = NO_ONE;
        if (!content.members().isEmpty() || !content.parents().isEmpty() || !content.original().isEmpty()) {
            ids = new long[2 + content.members().size() + content.parents().size()];
            ids[0] = content.original().isEmpty() ? 0 : id(content.original());
            ids[1] = content.members().size();
            var at = 2;
            for (var others : List.of(content.members(), content.parents())) {
                for (var other : others) {
                    ids[at++] = id(other);
                }
            }
        }
        named.add(ids);
    }

    private long id(String id) {
        return new Mark(secret).text(id).done();
    }

    /// When all rows were taken.
    ///
    /// @return the mark of each entry, by its index; where nothing is remembered only zeros
    long[] marks(Catalogue catalogue, Likest likest, Map<String, List<History.Event>> history) {
        return remembered.isEmpty() ? new long[catalogue.size()] : new Marking(catalogue, likest, history).all();
    }

    private final class Marking {
        private final Catalogue catalogue;
        private final Likest likest;
        private final Map<String, List<History.Event>> history;
        private final List<Card> cards;
        /// Of what others show of each entry.
        private final long[] lines;
        /// Place of each entry among the best.
        private final int[] order;
        private final long[] sortedIds;
        private final int[] indexes;

        Marking(Catalogue catalogue, Likest likest, Map<String, List<History.Event>> history) {
            this.catalogue = catalogue;
            this.likest = likest;
            this.history = history;
            cards = catalogue.cards();
            var size = cards.size();
            lines = new long[size];
            order = new int[size];
            indexes = new int[size];
            sortedIds = cards.stream().mapToLong(card -> id(card.id())).sorted().toArray();
            for (var card : cards) {
                lines[card.index()] = line(card);
                indexes[Arrays.binarySearch(sortedIds, id(card.id()))] = card.index();
            }
            for (var i = 0; i < size; i++) {
                order[catalogue.ranked().get(i).index()] = i;
            }
        }

        private long line(Card card) {
            var line = card.line();
            return new Mark(secret).text(line.id()).text(line.path()).text(line.kind().toString()).text(line.name())
                    .text(line.points()).done();
        }

        long[] all() {
            var common = common();
            var groups = groups();
            var marks = new long[cards.size()];
            for (var card : cards) {
                var index = card.index();
                var mark = new Mark(secret).number(common).number(edition.rows().mark(index))
                        .number(card.paged() ? 1 : 0).number(groups[index]);
                for (var number : beside.get(index).get()) {
                    mark.number(number);
                }
                likest.of(slots.get(index)).forEach(other -> mark.number(lines[other.index()]));
                family(card, mark);
                happened(history.getOrDefault(card.id(), List.of()), mark);
                marks[index] = mark.done();
            }
            return marks;
        }

        /// What all entries' files share.
        private long common() {
            var night = edition.night();
            var mark = new Mark(secret).text(night.title()).text(night.siteUrl().toString())
                    .text(night.repository().toString()).number(night.sampleKeys() ? 1 : 0)
                    .text(edition.weights().toString()).text(edition.rules().toString())
                    .text(edition.parts().rules());
            // An entry names sources, too, that only gave a field of it.
            catalogue.facet(Cut.SOURCES).groups().stream().map(group -> group.key() + " " + group.path()).sorted()
                    .forEach(mark::text);
            return mark.done();
        }

        /// Of each entry the lists that it is in, as a sum, since they have no order.
        private long[] groups() {
            var sums = new long[cards.size()];
            for (var cut : Cut.values()) {
                for (var group : catalogue.facet(cut).groups()) {
                    var mark = new Mark(secret).text(group.path()).text(group.label()).done();
                    group.cards().forEach(card -> sums[card.index()] += mark);
                }
            }
            return sums;
        }

        private void family(Card card, Mark mark) {
            var ids = named.get(card.index());
            if (ids.length == 0) {
                return;
            }
            var original = index(ids[0]);
            mark.number(original < 0 ? 0 : lines[original]);
            var ofParents = 2 + (int) ids[1];
            var members = best(ids, 2, ofParents);
            mark.number(members.length);
            for (var i = 0; i < Math.min(members.length, EntryPage.SHOWN_MEMBERS); i++) {
                mark.number(lines[members[i]]);
            }
            var parents = best(ids, ofParents, ids.length);
            mark.number(parents.length);
            for (var parent : parents) {
                // To install from a marketplace is to name it.
                mark.number(lines[parent]).text(cards.get(parent).formal()).text(cards.get(parent).place());
            }
            if (card.original().equals(card.id())) {
                var copies = catalogue.copies(card.id());
                mark.number(copies.size());
                copies.stream().limit(EntryPage.SHOWN_COPIES).forEach(copy -> mark.number(lines[copy.index()]));
            }
        }

        /// Indexes of those that are in the index, the best first.
        private int[] best(long[] ids, int from, int to) {
            return Arrays.stream(ids, from, to).mapToInt(this::index).filter(index -> index >= 0)
                    .map(index -> order[index]).sorted().map(place -> catalogue.ranked().get(place).index()).toArray();
        }

        private int index(long id) {
            var at = Arrays.binarySearch(sortedIds, id);
            return at < 0 ? -1 : indexes[at];
        }

        private static void happened(List<History.Event> events, Mark mark) {
            for (var event : events.subList(0, Math.min(events.size(), EntryPage.SHOWN_NIGHTS))) {
                mark.number(event.day()).text(event.word().toString()).text(event.fields()).text(event.reason())
                        .number(event.silent() ? 1 : 0).text(event.before()).text(event.after());
            }
        }
    }
}
