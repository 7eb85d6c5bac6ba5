package discovery.catalogs;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A `marketplace.json` of Claude Code. Every plugin names its repository, folder and commit, so that what is installed
/// is what was looked at. What is ours is below `metadata`: the client's strict validator refuses it anywhere else.
final class Marketplace {
    private Marketplace() {}

    static Stream<String> of(Setting setting, String name, String about, List<Offer> offers) {
        var names = new HashSet<String>();
        var plugins = offers.stream().flatMap(offer -> plugin(setting, offer)
                .filter(plugin -> names.add(offer.pluginName())).stream());
        var head = new LinkedHashMap<String, Object>();
        head.put("name", name);
        head.put("owner", Map.of("name", setting.title()));
        head.put("description", about);
        return Text.pieces(head, "plugins", plugins, Map.of());
    }

    private static Optional<Map<String, Object>> plugin(Setting setting, Offer offer) {
        var plugin = new LinkedHashMap<String, Object>();
        plugin.put("name", offer.pluginName());
        switch (offer.kind()) {
            case SKILL -> {
                plugin.put("source", source(setting, offer.place(), offer.path(), offer.commit()));
                plugin.put("strict", false);
                plugin.put("skills", List.of("./"));
            }
            case PLUGIN -> plugin.put("source", source(setting, offer.place(), offer.path(), offer.commit()));
            case MCP_SERVER -> {
                var launch = Launch.of(offer.packages(), offer.remotes());
                if (launch.isEmpty() || setting.inert().isEmpty()) {
                    return Optional.empty();
                }
                var inert = setting.inert().get();
                plugin.put("source", source(setting, inert.place(), inert.path(), inert.commit()));
                plugin.put("strict", false);
                plugin.put("mcpServers", Map.of(Launch.serverName(offer.name(), offer.slug()), launch.get()));
            }
            case AGENT, COMMAND, MARKETPLACE, HOOK, PACK -> {
                return Optional.empty();
            }
        }
        if (!offer.description().isEmpty()) {
            plugin.put("description", offer.summary());
        }
        if (!offer.licence().isEmpty()) {
            plugin.put("license", offer.licence());
        }
        offer.categories().stream().findFirst().ifPresent(category -> plugin.put("category", category));
        plugin.put("metadata", metadata(offer));
        return Optional.of(plugin);
    }

    private static Map<String, Object> metadata(Offer offer) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("id", offer.id());
        metadata.put("score", offer.score());
        if (offer.stars() >= 0) {
            metadata.put("stars", offer.stars());
        }
        if (offer.findings() > 0) {
            metadata.put("findings", offer.findings());
        }
        if (!offer.sha256().isEmpty()) {
            metadata.put("sha256", offer.sha256());
        }
        return metadata;
    }

    private static Map<String, Object> source(Setting setting, String place, String path, String commit) {
        var source = new LinkedHashMap<String, Object>();
        source.put("source", path.isEmpty() ? "url" : "git-subdir");
        source.put("url", setting.web() + "/" + place + ".git");
        if (!path.isEmpty()) {
            source.put("path", path);
        }
        source.put("sha", commit);
        return source;
    }
}
