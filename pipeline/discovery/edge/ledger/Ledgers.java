package discovery.edge.ledger;

import discovery.edge.cli.Night;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.edge.sqlite.InfraDb;
import discovery.model.Config;
import discovery.model.SourceKind;
import discovery.release.Manifest;
import discovery.ops.Ledger;
import discovery.ops.Topology;
import discovery.ops.Workflow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where ledgers come from: what is written down, and what happened.
public final class Ledgers {
    private static final String NAME = "infra.db";

    private Ledgers() {}

    /// Writes the ledger that ships with tonight's build: up to the last published one, so that the same night makes the
    /// same bytes whatever becomes of it. Where nothing says what there is, there is no ledger.
    public static void write(Night night, Path folder) throws IOException {
        var infra = night.beside(night.config().infra());
        if (!Files.exists(infra)) {
            return;
        }
        var topology = topology(infra, night.config());
        var previous = night.out().resolve("previous");
        var manifest = previous.resolve("manifest.json");
        var last = Files.exists(manifest)
                ? Optional.of(build(Manifest.of(Json.parse(Files.readString(manifest)))))
                : Optional.<Ledger.Build>empty();
        var facts = night.options().ledger().isPresent() ? facts(night.options().ledger().get())
                : List.<Ledger.Fact>of();
        InfraDb.write(folder.resolve(NAME), of(topology, previous.resolve(NAME)).next(topology, last, facts));
    }

    private static Ledger.Build build(Manifest manifest) {
        var stats = manifest.stats();
        return new Ledger.Build(manifest.version(), manifest.built().toString(), stats.total(), stats.added(),
                stats.updated(), stats.removed(), stats.ages());
    }

    /// What there is, with the sources of a configuration.
    public static Topology topology(Path infra, Config config) throws IOException {
        return Yaml.read(infra, Topology.class).with(config.sources().stream().filter(Config.Source::isOn)
                .map(source -> new Topology.Source(source.id(), source.kind().toString(), server(source),
                        host(source), source.required()))
                .toList());
    }

    /// What happened, out of a database; nothing where there is none.
    public static Ledger of(Topology topology, Path database) throws IOException {
        return Files.exists(database) ? InfraDb.read(database, topology) : Ledger.of(topology);
    }

    /// What was noted after a night.
    public static List<Ledger.Fact> facts(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = JsonLines.read(file, Ledger.Fact.class)) {
            return lines.toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// All workflows of a repository, by name.
    public static List<Workflow> workflows(Path home) throws IOException {
        var all = new ArrayList<Workflow>();
        var folder = home.resolve(".github").resolve("workflows");
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".yml")).sorted().toList()) {
                all.add(workflow(file));
            }
        }
        return all;
    }

    public static Workflow workflow(Path file) throws IOException {
        var text = Files.readString(file);
        try {
            return Workflow.of(String.valueOf(file.getFileName()), text, Yaml.parse(text));
        } catch (discovery.edge.json.MalformedException e) {
            throw new IOException(file + e.place(), e);
        }
    }

    private static Optional<String> host(Config.Source source) {
        return source.endpoint().map(each -> each.replaceAll("^\\$\\{\\w+:-(.*)}$", "$1"))
                .flatMap(each -> Optional.ofNullable(URI.create(each).getHost()));
    }

    private static String server(Config.Source source) {
        if (source.kind() == SourceKind.PACKS) {
            return "github-actions";
        }
        return source.kind() == SourceKind.MCP_REGISTRY ? "mcp-registry"
                : host(source).map(each -> each.equals("api.github.com") ? "github-api" : each).orElse("github-api");
    }
}
