package discovery.edge.ops;

import discovery.model.Config;
import discovery.ops.Answer;
import discovery.ops.Topology;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds what the index stands on in its manifests.
final class Scanning {
    private Scanning() {}

    static Answer of(Topology declared, Config config) {
        var rows = new ArrayList<List<String>>();
        for (var source : config.sources()) {
            rows.add(row(declared, source.id(), "source, " + source.kind(), source.endpoint().orElse("GitHub"),
                    source.isOn() ? "by the configuration" : "switched off"));
        }
        for (var mirror : config.mirrors()) {
            rows.add(row(declared, Optional.ofNullable(URI.create(mirror).getHost()).orElse(mirror), "mirror", mirror,
                    "no: add it with `service add`"));
        }
        config.site().ifPresent(site -> rows.add(row(declared, "site", "site", site, "no: add it with `service add`")));
        return new Answer(List.of(), List.of("found", "as", "at", "declared"), rows);
    }

    private static List<String> row(Topology declared, String name, String as, String at, String otherwise) {
        var known = declared.services().stream().anyMatch(each -> each.name().equals(name))
                || declared.servers().stream().anyMatch(each -> each.hostname().equals(Optional.of(name)));
        return List.of(name, as, at, known ? "yes" : otherwise);
    }
}
