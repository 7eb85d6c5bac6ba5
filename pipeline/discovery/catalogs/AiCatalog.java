package discovery.catalogs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// AI catalogs (github.com/Agent-Card/ai-catalog at 0379c868) and the server cards that they name
/// (github.com/modelcontextprotocol/experimental-ext-server-card at 056d9f28).
final class AiCatalog {
    private static final String CARD = "https://static.modelcontextprotocol.io/schemas/v2/server-card.schema.json";

    private AiCatalog() {}

    /// A card for each server that is reached over the web.
    static Map<String, String> cards(Setting setting, List<Offer> servers, Documents documents) {
        var paths = new LinkedHashMap<String, String>();
        for (var offer : servers) {
            var remotes = Registry.remotes(offer);
            if (paths.size() < Most.CARDS && !remotes.isEmpty()) {
                Registry.described(setting, offer, CARD).ifPresent(card -> {
                    card.put("remotes", remotes);
                    var path = "cards/" + offer.slug() + ".json";
                    documents.write(path, Text.json(card) + "\n");
                    paths.put(offer.id(), path);
                });
            }
        }
        return paths;
    }

    /// A catalog of entries.
    static String of(Setting setting, String title, List<Offer> offers, Map<String, String> cards) {
        var entries = new ArrayList<Map<String, Object>>();
        for (var offer : offers) {
            if (entries.size() < Most.CATALOG) {
                entry(setting, offer, cards).ifPresent(entries::add);
            }
        }
        return document(setting, title, entries);
    }

    /// The catalog of catalogs, at its well-known place.
    ///
    /// @param inside title → path
    static String root(Setting setting, Map<String, String> inside) {
        var entries = new ArrayList<Map<String, Object>>();
        inside.forEach((title, path) -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("identifier", identifier(setting, "catalog", path.replaceAll("[/.]ai-catalog.json$", "")
                    .replace('/', '-')));
            entry.put("type", "application/ai-catalog+json");
            entry.put("url", setting.address(path));
            entry.put("displayName", title);
            entries.add(entry);
        });
        return document(setting, setting.title(), entries);
    }

    private static String document(Setting setting, String title, List<Map<String, Object>> entries) {
        var host = new LinkedHashMap<String, Object>();
        host.put("displayName", title);
        setting.site().ifPresent(site -> host.put("documentationUrl", site));
        return Text.document(Launch.inOrder("specVersion", "1.0", "host", host), "entries", entries);
    }

    private static Optional<Map<String, Object>> entry(Setting setting, Offer offer, Map<String, String> cards) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("identifier", identifier(setting, offer.kind().toString(), offer.slug()));
        var card = cards.get(offer.id());
        if (card != null) {
            entry.put("type", "application/mcp-server-card+json");
            entry.put("url", setting.address(card));
            return Optional.of(entry);
        }
        if (!offer.kind().equals(discovery.model.Kind.SKILL)) {
            return Optional.empty();
        }
        var file = offer.path().isEmpty() ? "SKILL.md" : offer.path() + "/SKILL.md";
        entry.put("type", "application/agent-skills+md");
        entry.put("url", Source.raw(setting.raw(), offer.place(), offer.commit(), file));
        entry.put("displayName", offer.name());
        entry.put("description", offer.summary());
        entry.put("tags", offer.categories());
        entry.put("extensions", Map.of("io.github.skill-index/entry",
                Launch.inOrder("sha256", offer.sha256(), "score", offer.score())));
        return Optional.of(entry);
    }

    /// Below the site's own name, where it has one.
    private static String identifier(Setting setting, String space, String name) {
        return setting.site()
                .map(site -> "urn:air:" + site.replaceFirst("^https?://", "").replaceFirst("[:/].*$", "") + ":"
                        + space + ":" + name)
                .orElse("skill-index:" + space + ":" + name);
    }
}
