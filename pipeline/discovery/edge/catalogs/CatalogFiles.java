package discovery.edge.catalogs;

import discovery.build.Dump;
import discovery.catalogs.Catalogs;
import discovery.catalogs.Setting;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// The documents for other clients, beside the pages of a site.
public final class CatalogFiles {
    /// The folder of our repository that has nothing to run.
    private static final String INERT = "manifests/inert";

    private CatalogFiles() {}

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
        return write(setting, dump, (path, bytes) -> put(folder, path, bytes));
    }

    /// Writes them wherever a site goes. Beside the dump may be a folder `archives`: see `discovery.edge.build.Archives`.
    public static Written write(Setting setting, Path dump, BiConsumer<String, byte[]> files) throws IOException {
        var written = new long[2];
        var archives = dump.resolveSibling("archives");
        try {
            var led = Catalogs.write(setting.with(archives(archives)), each -> {
                try (var lines = JsonLines.lines(dump)) {
                    Dump.read(lines.iterator(), Json::parse).forEachRemaining(each);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }, (path, text) -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                files.accept(path, bytes);
                written[0]++;
                written[1] += bytes.length;
            });
            for (var sha256 : led) {
                var bytes = Files.readAllBytes(archives.resolve(sha256 + ".zip"));
                files.accept(Setting.archive(sha256), bytes);
                written[0]++;
                written[1] += bytes.length;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new Written(written[0], written[1]);
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
