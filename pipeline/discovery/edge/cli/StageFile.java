package discovery.edge.cli;

import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.model.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// `stage.json`: what a stage read and wrote, by digest, and what it counted. No time is in it.
///
/// @param now      the night's instant: an input like any other
/// @param inputs   what it depends on → digest
/// @param outputs  file → digest; a folder of more than 200 files is one line, `*`
public record StageFile(
        String stage,
        int schema,
        String now,
        SortedMap<String, String> inputs,
        SortedMap<String, Output> outputs,
        long in,
        long out,
        SortedMap<String, Long> problems,
        Optional<String> refused) {
    public static final String NAME = "stage.json";
    private static final int SCHEMA = 1;
    private static final int LISTED = 200;
    /// The limits of the site, beside the configuration; where it is missing there are defaults.
    public static final String SITE = "site.yaml";
    /// The stages that read the release before.
    private static final Set<Stage> PREVIOUS =
            Set.of(Stage.MERGE, Stage.SCORE, Stage.DIFF, Stage.RENDER, Stage.VALIDATE);

    /// @param sha256 of the bytes; for `*` of the lines `sha256  path` of all files by path, or of the lines that a stage
    ///               of very many files has made of each (`discovery.edge.render.Marked`)
    public record Output(String sha256, long bytes, long files) {}

    public static Optional<StageFile> read(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readString(file), StageFile.class));
        } catch (MalformedException e) {
            throw new IOException(file + e.place() + "; remove the folder and run again", e);
        }
    }

    /// Writes the file into a finished folder, which is read through for it, unless who wrote it knows what is in it.
    static StageFile write(Path folder, Stage stage, Night night, SortedMap<String, String> inputs, Tally tally)
            throws IOException {
        var file = new StageFile(stage.toString(), SCHEMA, night.now().toString(), inputs,
                tally.made().isPresent() ? new TreeMap<>(Map.of("*", tally.made().get())) : outputs(folder),
                tally.in(), tally.out(), tally.problems(), tally.refused());
        Files.writeString(folder.resolve(NAME), Json.pretty(file));
        return file;
    }

    public long bytes() {
        return outputs.values().stream().mapToLong(Output::bytes).sum();
    }

    /// What the stage would depend on if it ran now.
    static SortedMap<String, String> inputs(Stage stage, Night night) throws IOException {
        var inputs = new TreeMap<String, String>();
        for (var need : stage.needs()) {
            var upstream = read(night.out().resolve(need.folder()))
                    .orElseThrow(() -> new IOException("%s has no %s; run the stage `%s` first"
                            .formatted(night.out().resolve(need.folder()), NAME, need)));
            upstream.outputs().forEach((name, output) -> inputs.put(need.folder() + "/" + name, output.sha256()));
        }
        var config = night.config();
        var files = switch (stage) {
            case MERGE -> List.of(config.merge());
            case SCORE -> List.of(config.score(), config.safety());
            case BUILD -> List.of(config.score(), config.categories());
            case RENDER -> List.of(config.score(), config.safety(), config.categories());
            case VALIDATE -> List.of(config.gates());
            case FETCH, EMBED, DIFF, SIGN, PUBLISH -> List.<String>of();
        };
        inputs.put("config", Sha256.of(night.options().config));
        for (var file : files) {
            inputs.put(file, Sha256.of(night.beside(file)));
        }
        if (stage == Stage.BUILD) {
            var written = java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(night.beside(config.infra())), night.options().ledger().stream());
            for (var file : written.filter(Files::exists).toList()) {
                inputs.put(String.valueOf(file.getFileName()), Sha256.of(file));
            }
        }
        if (PREVIOUS.contains(stage) && night.options().previous.isPresent()) {
            inputs.put("previous", previous(night.options().previous.get()));
        }
        if (stage == Stage.RENDER && Files.exists(night.beside(SITE))) {
            inputs.put(SITE, Sha256.of(night.beside(SITE)));
        }
        if (stage == Stage.FETCH) {
            // It says how much less a source may name; without the file every source may shrink.
            if (Files.exists(night.beside(config.gates()))) {
                inputs.put(config.gates(), Sha256.of(night.beside(config.gates())));
            }
            inputs.put("only", Sha256.of(String.join(",", night.options().only)));
            night.world().ifPresent(number -> inputs.put("night", Integer.toString(number)));
        }
        return inputs;
    }

    /// A release on disk by its manifest, wherever it lies; one on the web by its address.
    private static String previous(String where) throws IOException {
        var manifest = where.matches("(?i)https?://.*") ? Optional.<Path>empty()
                : Optional.of(Path.of(where, "manifest.json")).filter(Files::exists);
        return manifest.isPresent() ? Sha256.of(manifest.get()) : Sha256.of(where);
    }

    private static SortedMap<String, Output> outputs(Path folder) throws IOException {
        var outputs = new TreeMap<String, Output>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                outputs.put(name, new Output(Sha256.of(file), Files.size(file), 1));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (outputs.size() <= LISTED) {
            return outputs;
        }
        var lines = new StringBuilder();
        outputs.forEach((name, output) -> lines.append(output.sha256()).append("  ").append(name).append('\n'));
        var all = new Output(
                Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8)),
                outputs.values().stream().mapToLong(Output::bytes).sum(),
                outputs.size());
        return new TreeMap<>(Map.of("*", all));
    }
}
