package discovery.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The whole topology in one picture.
public final class TopologyMap {
    private TopologyMap() {}

    /// A tree: server, its services, what each stands on.
    public static Answer text(Ledger ledger) {
        var lines = new ArrayList<String>();
        var topology = ledger.topology();
        for (var server : topology.servers()) {
            lines.add(server.name() + server.hostname().map(host -> " (" + host + ")").orElse(""));
            var services = topology.services().stream().filter(each -> each.server().equals(server.name())).toList();
            for (var service : services) {
                var last = service.equals(services.getLast());
                lines.add("%s── %s [%s]".formatted(last ? "└" : "├", service.name(),
                        Listings.status(ledger, service.name())));
                var needs = topology.dependencies().stream().filter(each -> each.service().equals(service.name()))
                        .toList();
                if (!needs.isEmpty()) {
                    lines.add("%s     needs %s".formatted(last ? " " : "│", Listings.joined(needs,
                            each -> each.on() + (each.required().orElse(true) ? "" : " (can do without)"))));
                }
                topology.routes().stream().filter(each -> each.service().equals(service.name()))
                        .forEach(each -> lines.add("%s     serves %s%s".formatted(last ? " " : "│", each.domain(),
                                each.path().orElse("/"))));
            }
        }
        return Answer.text(lines);
    }

    /// For GitHub, which draws it: in a fence marked `mermaid`.
    public static String mermaid(Ledger ledger) {
        var text = new StringBuilder("flowchart LR\n");
        var topology = ledger.topology();
        for (var server : topology.servers()) {
            text.append("  subgraph ").append(id("server-" + server.name())).append("[\"").append(server.name())
                    .append("\"]\n");
            topology.services().stream().filter(each -> each.server().equals(server.name()))
                    .forEach(each -> text.append("    ").append(id(each.name())).append("[\"").append(each.name())
                            .append("\"]\n"));
            text.append("  end\n");
        }
        for (var each : topology.dependencies()) {
            text.append("  ").append(id(each.service())).append(each.required().orElse(true) ? " --> " : " -.-> ")
                    .append(id(each.on())).append('\n');
        }
        return text.toString();
    }

    /// Nodes and edges.
    public static Map<String, Object> tree(Ledger ledger) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("servers", Listings.servers(ledger).tree().get("rows"));
        tree.put("services", Listings.services(ledger, java.util.Optional.empty()).tree().get("rows"));
        tree.put("routes", Listings.routes(ledger).tree().get("rows"));
        var edges = new ArrayList<Map<String, Object>>();
        for (var each : ledger.topology().dependencies()) {
            var edge = new LinkedHashMap<String, Object>();
            edge.put("from", each.service());
            edge.put("to", each.on());
            edge.put("type", each.type().orElse(""));
            edge.put("required", each.required().orElse(true));
            edges.add(edge);
        }
        tree.put("dependencies", List.copyOf(edges));
        return tree;
    }

    /// Mermaid takes letters, digits and `_`; `end` is a word of its own.
    private static String id(String name) {
        return "n_" + name.replaceAll("[^A-Za-z0-9]", "_");
    }
}
