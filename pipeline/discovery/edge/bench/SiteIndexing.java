package discovery.edge.bench;

import discovery.build.Taxonomy;
import discovery.edge.json.Yaml;
import discovery.edge.mustache.Templates;
import discovery.edge.render.Readings;
import discovery.edge.vectors.DistilledFile;
import discovery.site.Edition;
import discovery.site.History;
import discovery.site.Limits;
import discovery.site.Night;
import discovery.site.Problems;
import discovery.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The search of a site and nothing else, in a process of its own: `SiteIndexing DUMP CATEGORIES FOLDER`.
public final class SiteIndexing {
    private SiteIndexing() {}

    public static void main(String... args) throws IOException {
        var dump = Path.of(args[0]);
        var taxonomy = Yaml.read(Path.of(args[1]), Taxonomy.class);
        var folder = Path.of(args[2]);
        var night = new Night("Skill index", 1, "1.0.1", Instant.parse("2026-08-20T03:17:00Z"), Optional.empty(),
                Optional.empty(), false, new Night.Release(Optional.empty(), "", "", Optional.empty()));
        try (var rows = new Readings(dump, 0, row -> {})) {
            write(new Edition(night, rows, List.of(), Problems.of(List.of()), List.of(), List.of(), List.of(),
                    taxonomy.titles(), row -> List.of(),
                    slot -> List.of(), History.NONE, new Limits(Integer.MAX_VALUE, Long.MAX_VALUE / 2, 1, 1),
                    Optional.empty(), List.of(),
                    DistilledFile.of(Optional.ofNullable(dump.getParent()).orElse(Path.of(".")))), folder);
        }
    }

    private static void write(Edition edition, Path folder) {
        Site.search(edition, Templates.ofClassPath(), (path, bytes) -> {
            var file = folder.resolve(path);
            try {
                Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
                Files.write(file, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
