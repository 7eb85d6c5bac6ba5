package discovery.site;

import discovery.model.Kind;
import discovery.site.Printer.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What moves: entries that are new and good, and those that are worked on and liked. Popularity alone brings nothing up:
/// what was found or worked on long ago is not here, however many stars it has.
record TrendingPage(Frame frame, List<Card> rising, List<Card> active) {
    /// Days in which something is new, and in which a change counts.
    static final int DAYS = 30;
    private static final int SHOWN = 30;

    static void write(Printer printer, Catalogue catalogue, Edition edition, History history) {
        var today = edition.night().day().toEpochDay();
        printer.page("trending.html", "trending", new TrendingPage(
                printer.nightly("trending.html", printer.say("trending.title"), printer.say("trending.about"),
                        Section.NONE),
                rising(catalogue, today, SHOWN),
                active(catalogue, history, today)));
    }

    /// New within the days, the best first; no copies, nothing alarming, two of an owner at most.
    static List<Card> rising(Catalogue catalogue, long today, int most) {
        var first = catalogue.ranked().stream().mapToLong(Card::firstSeen).filter(day -> day >= 0).min().orElse(today);
        return few(catalogue.ranked().stream()
                // On the first night all is new, which says nothing.
                .filter(card -> card.firstSeen() > first && today - card.firstSeen() <= DAYS)
                .toList(), most);
    }

    /// Whose content changed on most nights within the days.
    private static List<Card> active(Catalogue catalogue, History history, long today) {
        var nights = new HashMap<String, Integer>();
        for (var event : history.events()) {
            if (event.word() == Change.Word.CHANGED && event.fields().contains("sha256")
                    && today - event.day() <= DAYS) {
                nights.merge(event.id(), 1, Integer::sum);
            }
        }
        return few(nights.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Integer> each) -> -each.getValue())
                        .thenComparing(Map.Entry::getKey))
                .flatMap(each -> catalogue.card(each.getKey()).stream())
                .toList(), SHOWN);
    }

    private static List<Card> few(List<Card> cards, int most) {
        var owners = new HashMap<String, Integer>();
        var all = new ArrayList<Card>();
        for (var card : cards) {
            if (all.size() < most && !card.copy() && !card.alarm() && card.kind() != Kind.PACK
                    && owners.merge(card.owner(), 1, Integer::sum) <= 2) {
                all.add(card);
            }
        }
        return List.copyOf(all);
    }
}
