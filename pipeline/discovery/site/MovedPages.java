package discovery.site;

import discovery.site.Printer.Section;
import java.util.TreeMap;

/// Slugs that entries once had: each old address leads to the page that its entry has now, unless another entry has taken
/// that name. The same as data: `api/slugs.json`, from the old `KIND/SLUG` to the new one.
record MovedPages(Frame frame, String name, String to) {
    static void write(Printer printer, Catalogue catalogue) {
        var now = new TreeMap<>(catalogue.former());
        if (!now.isEmpty()) {
            catalogue.cards().forEach(card -> now.remove(card.folder()));
        }
        var json = new Json().object();
        now.forEach((old, card) -> {
            json.key(old).text(card.folder());
            var path = old + ".html";
            printer.page(path, "moved", new MovedPages(
                    printer.frame(path, card.name(), printer.say("moved.title"), Section.NONE), card.name(),
                    card.path()));
        });
        printer.file("api/slugs.json", json.endObject().bytes());
    }
}
