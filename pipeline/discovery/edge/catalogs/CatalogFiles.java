package discovery.edge.catalogs;

import discovery.build.Dump;
import discovery.catalogs.Catalogs;
import discovery.catalogs.Documents;
import discovery.catalogs.Setting;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Values;
import discovery.model.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The documents for other clients, beside the pages of a site.
public final class CatalogFiles {
    /// The folder of our repository that has nothing to run.
    private static final String INERT = "manifests/inert";

    private final Catalogs catalogs;
    private final Path archives;
    private final BiConsumer<String, byte[]> out;
    private long files;
    private long bytes;

    /// For who reads the rows anyway, as `Catalogs` says. Beside the dump may be a folder `archives`: see
    /// `discovery.edge.build.Archives`.
    ///
    /// @param dump `skills.jsonl`
    /// @param out  gets each file: path and content
    public CatalogFiles(Setting setting, Path dump, BiConsumer<String, byte[]> out) throws IOException {
        archives = dump.resolveSibling("archives");
        this.out = out;
        catalogs = new Catalogs(setting.with(archives(archives)), new Documents() {
            @Override
            public void write(String path, String text) {
                add(path, text.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void write(String path, Stream<String> pieces) {
                var content = new ByteArrayOutputStream();
                pieces.forEachOrdered(piece -> content.writeBytes(piece.getBytes(StandardCharsets.UTF_8)));
                add(path, content.toByteArray());
            }
        });
    }

    private void add(String path, byte[] content) {
        out.accept(path, content);
        files++;
        bytes += content.length;
    }

    public void gather(Row row) {
        catalogs.gather(row);
    }

    /// Ids of those that `again` wants to see.
    public Set<String> wanted() {
        return catalogs.wanted();
    }

    public void again(Row row) {
        catalogs.again(row);
    }

    public Written done() throws IOException {
        for (var sha256 : catalogs.done()) {
            add(Setting.archive(sha256), Files.readAllBytes(archives.resolve(sha256 + ".zip")));
        }
        return new Written(files, bytes);
    }

    /// What was written.
    public record Written(long files, long bytes) {}

    /// The setting, with addresses as GitHub Actions names them.
    public static Setting setting(
            String title, Optional<String> site, Map<String, String> categories, Map<String, String> environment) {
        var place = Optional.ofNullable(environment.get("GITHUB_REPOSITORY")).filter(text -> !text.isBlank());
        var commit = Optional.ofNullable(environment.get("GITHUB_SHA")).filter(text -> !text.isBlank());
        return new Setting(
                title, site,
                environment.getOrDefault("GITHUB_SERVER_URL", Setting.GITHUB),
                environment.getOrDefault("GITHUB_RAW_URL", Setting.GITHUB_RAW),
                place.flatMap(name -> commit.map(sha -> new Setting.Inert(name, INERT, sha))), categories, Map.of());
    }

    /// Writes them into a folder.
    ///
    /// @param dump `skills.jsonl`
    public static Written write(Setting setting, Path dump, Path folder) throws IOException {
        var all = new CatalogFiles(setting, dump, (path, bytes) -> put(folder, path, bytes));
        try {
            read(dump, all::gather);
            read(dump, all::again);
            return all.done();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void read(Path dump, Consumer<Row> each) throws IOException {
        try (var values = Values.of(dump)) {
            Dump.read(values).forEachRemaining(each);
        }
    }

    private static Map<String, String> archives(Path folder) throws IOException {
        var list = folder.resolve("archives.jsonl");
        if (!Files.exists(list)) {
            return Map.of();
        }
        try (var lines = JsonLines.read(list, Archive.class)) {
            return lines.collect(Collectors.toMap(Archive::id, Archive::sha256));
        }
    }

    private record Archive(String id, String sha256) {}

    private static void put(Path folder, String path, byte[] bytes) {
        var file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new IllegalStateException(path + " leaves the site's folder");
        }
        try {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
            Files.write(file, bytes, java.nio.file.StandardOpenOption.CREATE_NEW,
                    java.nio.file.StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
