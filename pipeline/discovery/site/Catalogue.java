package discovery.site;

import discovery.model.Kind;
import discovery.model.Row;
import discovery.site.Facet.Cut;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The whole index as cards, in every order that a page asks for.
final class Catalogue {
    private final List<Card> cards;
    private final List<Card> ranked;
    private final Map<String, Card> byId;
    private final Map<Kind, List<Card>> byKind;
    private final Map<Cut, Facet> facets;
    private final Map<String, List<Card>> copies;
    private final Map<String, Card> former;

    private Catalogue(
            List<Card> cards,
            List<Card> ranked,
            Map<String, Card> byId,
            Map<Kind, List<Card>> byKind,
            Map<Cut, Facet> facets,
            Map<String, List<Card>> copies,
            Map<String, Card> former) {
        this.cards = cards;
        this.ranked = ranked;
        this.byId = byId;
        this.byKind = byKind;
        this.facets = facets;
        this.copies = copies;
        this.former = former;
    }

    /// All of them, by their indexes.
    List<Card> cards() {
        return cards;
    }

    /// All of them, best first.
    List<Card> ranked() {
        return ranked;
    }

    Optional<Card> card(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Card> of(Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    Facet facet(Cut cut) {
        var facet = facets.get(cut);
        if (facet == null) {
            throw new IllegalStateException("no facet " + cut);
        }
        return facet;
    }

    /// The copies of an original, best first.
    List<Card> copies(String original) {
        return copies.getOrDefault(original, List.of());
    }

    /// `FOLDER/SLUG` of a slug that an entry had before → that entry; of several the best.
    Map<String, Card> former() {
        return former;
    }

    /// Those that have no page of their own, in the order of their indexes.
    List<Card> tail() {
        return cards.stream().filter(card -> !card.paged()).toList();
    }

    int size() {
        return ranked.size();
    }

    /// Takes the rows one by one, in the order of their ids.
    static final class Gathering {
        private final List<Card> cards = new ArrayList<>();
        private final Set<String> paths = new HashSet<>();
        private final Map<String, Card> former = new HashMap<>();
        private final Facet.Gathering categories;
        private final Facet.Gathering owners = new Facet.Gathering(Cut.OWNERS, 1, owner -> owner);
        private final Facet.Gathering sources = new Facet.Gathering(Cut.SOURCES, 1, source -> source);
        private final Facet.Gathering licences = new Facet.Gathering(Cut.LICENCES, 1, licence -> licence);
        /// A tag on one or two entries leads hardly elsewhere, and most tags are such; the search finds them, too.
        private final Facet.Gathering tags = new Facet.Gathering(Cut.TAGS, 3, tag -> tag);

        Gathering(Map<String, String> categoryNames) {
            categories = new Facet.Gathering(
                    Cut.CATEGORIES, 1, id -> categoryNames.getOrDefault(id, Plain.words(id)));
        }

        Card add(Row row) {
            var content = row.content();
            var card = Card.of(cards.size(), row);
            if (!cards.isEmpty() && cards.getLast().id().compareTo(card.id()) >= 0) {
                throw new IllegalArgumentException(
                        "rows are out of order: `%s` after `%s`".formatted(card.id(), cards.getLast().id()));
            }
            if (!paths.add(card.path())) {
                throw new IllegalArgumentException(
                        "two entries have the page `%s`; `%s` is the second".formatted(card.path(), card.id()));
            }
            cards.add(card);
            content.formerly().forEach(slug -> former.merge(
                    card.kind().folder() + "/" + Slugs.ofEntry(slug), card,
                    (one, other) -> Card.ORDER.compare(one, other) <= 0 ? one : other));
            content.categories().forEach(category -> categories.add(category, card));
            owners.add(card.owner(), card);
            content.sources().forEach(source -> sources.add(source, card));
            licences.add(content.licence(), card);
            content.tags().forEach(tag -> tags.add(tag, card));
            return card;
        }

        /// @param limits which say how many of them get pages
        Catalogue done(Limits limits) {
            var room = limits.room(cards.size());
            if (room < cards.size()) {
                cards.stream().sorted(SearchIndex.ORDER).skip(room).toList()
                        .forEach(card -> cards.set(card.index(), card.unpaged()));
            }
            var ranked = cards.stream().sorted(Card.ORDER).toList();
            var byId = new HashMap<String, Card>(cards.size() * 2);
            var byKind = new EnumMap<Kind, List<Card>>(Kind.class);
            var copies = new HashMap<String, List<Card>>();
            var places = new int[cards.size()];
            for (var card : ranked) {
                places[card.index()] = byId.size();
                byId.put(card.id(), card);
                byKind.computeIfAbsent(card.kind(), kind -> new ArrayList<>()).add(card);
                if (card.copy()) {
                    copies.computeIfAbsent(card.original(), original -> new ArrayList<>(2)).add(card);
                }
            }
            var facets = new EnumMap<Cut, Facet>(Cut.class);
            for (var gathering : List.of(categories, owners, sources, licences, tags)) {
                var facet = gathering.done(ranked, places);
                facets.put(facet.cut(), facet);
            }
            former.replaceAll((slug, card) -> cards.get(card.index()));
            return new Catalogue(cards, ranked, byId, byKind, facets, copies, former);
        }
    }
}
