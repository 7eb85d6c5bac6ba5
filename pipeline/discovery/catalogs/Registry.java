package discovery.catalogs;

import discovery.model.Bounds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A static MCP registry: the answers of `/v0.1/servers` and of each server's `versions`, as files. One page without a
/// cursor, because a static host does not see the query and would give the same page for ever.
final class Registry {
    static final String SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+");
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[!-~&&[^\"<>\\\\^`{|}]]*)?");
    private static final String OFFICIAL = "io.modelcontextprotocol.registry/official";
    private static final String OURS = "io.github.skill-index/entry";

    private Registry() {}

    static void write(Setting setting, List<Offer> servers, Documents documents) {
        var listed = new ArrayList<Map<String, Object>>();
        var names = new HashSet<String>();
        for (var offer : servers) {
            var server = server(setting, offer);
            // Hosts that ignore case must not find two files of one name.
            if (server.isPresent() && names.add(offer.name().toLowerCase(Locale.ROOT))) {
                listed.add(item(offer, server.get()));
                versions(offer, listed.getLast(), documents);
            }
        }
        var list = Text.document(Map.of(), "servers", listed, Map.of("metadata", Map.of("count", listed.size())));
        for (var version : List.of("v0", "v0.1")) {
            // `servers` is a file and a folder at once. A host that prefers the file finds `servers.html`, one that
            // prefers the folder its index.
            documents.write(version + "/servers.html", list);
            documents.write(version + "/servers/index.html", list);
        }
        documents.write("v0.1/servers.json", list);
    }

    private static void versions(Offer offer, Map<String, Object> item, Documents documents) {
        var folder = "v0.1/servers/" + offer.name() + "/versions";
        var one = Text.json(item) + "\n";
        documents.write(folder + ".html",
                Text.document(Map.of(), "servers", List.of(item), Map.of("metadata", Map.of("count", 1))));
        documents.write(folder + "/latest.html", one);
        documents.write(folder + "/" + offer.version() + ".html", one);
    }

    private static Map<String, Object> item(Offer offer, Map<String, Object> server) {
        var seen = LocalDate.ofEpochDay(offer.firstSeen()) + "T00:00:00Z";
        var official = new LinkedHashMap<String, Object>();
        official.put("status", "active");
        official.put("statusChangedAt", seen);
        official.put("publishedAt", seen);
        official.put("updatedAt", seen);
        official.put("isLatest", true);
        var ours = new LinkedHashMap<String, Object>();
        ours.put("id", offer.id());
        ours.put("score", offer.score());
        if (offer.stars() >= 0) {
            ours.put("stars", offer.stars());
        }
        ours.put("findings", offer.findings());
        var item = new LinkedHashMap<String, Object>();
        item.put("server", server);
        item.put("_meta", Launch.inOrder(OFFICIAL, official, OURS, ours));
        return item;
    }

    /// The `server.json` of an offer; empty for what the schema would not take.
    static Optional<Map<String, Object>> server(Setting setting, Offer offer) {
        var packages = packages(offer);
        var remotes = remotes(offer);
        if (packages.isEmpty() && remotes.isEmpty()) {
            return Optional.empty();
        }
        return described(setting, offer, SCHEMA).map(server -> {
            if (!packages.isEmpty()) {
                server.put("packages", packages);
            }
            if (!remotes.isEmpty()) {
                server.put("remotes", remotes);
            }
            return server;
        });
    }

    /// What a server's registry entry and its card have in common.
    static Optional<Map<String, Object>> described(Setting setting, Offer offer, String schema) {
        if (offer.name().length() > 200 || !NAME.matcher(offer.name()).matches()
                || offer.name().contains("..") || offer.name().endsWith("/.") || offer.name().startsWith(".")
                || offer.description().isBlank() || !Launch.isVersion(offer.version())) {
            return Optional.empty();
        }
        var server = new LinkedHashMap<String, Object>();
        server.put("$schema", schema);
        server.put("name", offer.name());
        server.put("description", Bounds.cut(offer.description(), Most.SERVER_DESCRIPTION));
        if (!offer.title().isBlank()) {
            server.put("title", Bounds.cut(offer.title(), 100));
        }
        server.put("version", offer.version());
        if (Source.isPlace(offer.place())) {
            server.put("repository", Launch.inOrder(
                    "url", setting.web() + "/" + offer.place(), "source", "github"));
        }
        if (offer.homepage().length() <= 255 && ADDRESS.matcher(offer.homepage()).matches()) {
            server.put("websiteUrl", offer.homepage());
        }
        return Optional.of(server);
    }

    private static List<Map<String, Object>> packages(Offer offer) {
        var packages = new ArrayList<Map<String, Object>>();
        for (var text : offer.packages()) {
            Launch.pack(text).ifPresent(pack -> {
                var json = new LinkedHashMap<String, Object>();
                json.put("registryType", pack.type());
                json.put("identifier", pack.name());
                if (!pack.version().isEmpty()) {
                    json.put("version", pack.version());
                }
                json.put("transport", Map.of("type", "stdio"));
                packages.add(json);
            });
        }
        return packages;
    }

    static List<Map<String, Object>> remotes(Offer offer) {
        return offer.remotes().stream()
                .flatMap(text -> Launch.remote(text).stream())
                .map(remote -> Launch.inOrder("type", remote.type(), "url", remote.url()))
                .toList();
    }
}
