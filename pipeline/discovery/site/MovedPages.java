package discovery.site;

import discovery.site.Printer.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.TreeMap;

/// Slugs that entries once had: each old address leads to the page that its entry has now, unless another entry has taken
/// that name. The same as data: `api/slugs.json`, from the old `KIND/SLUG` to the new one.
record MovedPages(Frame frame, String name, String to) {
    static void write(Printer printer, Catalogue catalogue, History history) {
        var now = new HashMap<String, Card>();
        for (var event : history.events()) {
            if (!event.was().isEmpty()) {
                catalogue.card(event.id()).ifPresent(card -> now.put(
                        event.kind().folder() + "/" + Slugs.ofEntry(event.was()), card));
            }
        }
        if (!now.isEmpty()) {
            var taken = new HashSet<String>();
            catalogue.cards().forEach(card -> taken.add(card.folder()));
            now.keySet().removeAll(taken);
        }
        var json = new Json().object();
        new TreeMap<>(now).forEach((old, card) -> {
            json.key(old).text(card.folder());
            var path = old + ".html";
            printer.page(path, "moved", new MovedPages(
                    printer.frame(path, card.name(), printer.say("moved.title"), Section.NONE), card.name(),
                    card.path()));
        });
        printer.file("api/slugs.json", json.endObject().bytes());
    }
}
