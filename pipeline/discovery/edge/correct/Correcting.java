package discovery.edge.correct;

import discovery.edge.build.Building;
import discovery.edge.cli.CorrectOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.Yaml;
import discovery.edge.release.Keyring;
import discovery.edge.release.Origin;
import discovery.edge.release.Previous;
import discovery.edge.release.Release;
import discovery.edge.signing.VerificationException;
import discovery.embed.Recipe;
import discovery.model.Config;
import discovery.model.Stage;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Everything up to the stage `render`, out of a release and its site; `diff` and `sign` go on from there, so that clients
/// of the newest build follow by a patch.
public final class Correcting {
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64}) {2}(.+)");

    private Correcting() {}

    /// Fills an OUT that is new.
    ///
    /// @return number of the build that is shown again
    public static long layOut(CorrectOptions options) throws IOException, VerificationException {
        var out = options.out();
        if (Files.exists(out.resolve(Stage.BUILD.folder()))) {
            throw new WrongUsage("%s holds a night already; choose a new --out".formatted(out));
        }
        var config = Yaml.read(options.config(), Config.class);
        var committed = options.config().toAbsolutePath().resolveSibling("keys/root.json");
        var root = Keyring.trustedRoot(options.root(),
                config.root().map(path -> options.config().toAbsolutePath().resolveSibling(path)), committed);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var release = Release.openPrevious(Origin.of(options.release()), root, now);
        Files.createDirectories(out);
        Previous.layOut(out, options.previous(), root, now);
        stage(out, Stage.FETCH, now, folder -> {
            Files.write(folder.resolve("problems.jsonl"), release.unpacked("problems.jsonl.zst"));
            Files.writeString(folder.resolve("ages.json"), Json.pretty(release.manifest().stats().ages()));
        });
        stage(out, Stage.BUILD, now, folder -> {
            var dump = Files.write(folder.resolve("skills.jsonl"), release.unpacked("skills.jsonl.zst"));
            release.copy("skills.jsonl.zst", folder.resolve("skills.jsonl.zst"));
            release.copy(Manifest.VECTORS, folder.resolve(Manifest.VECTORS));
            release.unpack(Manifest.VECTORS, folder.resolve("embeddings.bin"));
            Building.database(dump, folder.resolve("skills.db"));
            Building.facts(dump, folder.resolve("embeddings.bin"), Recipe.CURRENT, folder.resolve("index.json"));
            // The ledger goes on, whatever is shown.
            var ledger = out.resolve("previous").resolve("infra.db");
            if (Files.exists(ledger)) {
                Files.copy(ledger, folder.resolve("infra.db"));
            }
        });
        stage(out, Stage.RENDER, now, folder -> site(release, options.site(), folder));
        return release.manifest().seq();
    }

    /// The files that the release's own list names, each with the digest that it gives.
    private static void site(Release release, Path from, Path folder) throws IOException {
        var list = new String(release.bytes("site.sha256"), StandardCharsets.UTF_8);
        for (var line : list.lines().toList()) {
            var sum = SUM.matcher(line);
            var to = sum.matches() ? folder.resolve(sum.group(2)).normalize() : folder;
            if (!sum.matches() || !to.startsWith(folder) || to.equals(folder)) {
                throw new IOException("site.sha256 has a line that is no file: " + line);
            }
            var file = from.resolve(sum.group(2));
            if (!Files.exists(file) || !Sha256.of(file).equals(sum.group(1))) {
                throw new IOException("%s is not the site of build %d: %s differs".formatted(from,
                        release.manifest().seq(), sum.group(2)));
            }
            Files.createDirectories(java.util.Optional.ofNullable(to.getParent()).orElse(folder));
            Files.copy(file, to);
        }
    }

    private static void stage(Path out, Stage stage, Instant now, Published.Writing writing) throws IOException {
        Published.folder(out.resolve(stage.folder()), folder -> {
            writing.into(folder);
            var file = new TreeMap<String, Object>(Map.of("stage", stage.toString(), "schema", 1, "now", now.toString(),
                    "inputs", Map.of("corrected", "yes"), "outputs", Map.of(), "in", 0, "out", 0, "problems",
                    Map.of()));
            Files.writeString(folder.resolve("stage.json"), Json.pretty(file));
        });
    }
}
