package discovery.edge.install;

import discovery.catalogs.Setting;
import discovery.edge.cli.Refused;
import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.install.Plan;
import discovery.install.Receipt;
import discovery.model.CanonicalJson;
import discovery.model.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Carries plans out, and back.
final class Installer {
    private final Path home;
    private final Receipts receipts;
    private final String client;
    private final Path configuration;

    /// @param client        `claude-code` or `agents`
    /// @param configuration the client's folder, with `skills`, `agents` and `commands`
    Installer(Path home, Receipts receipts, String client, Path configuration) {
        this.home = home;
        this.receipts = receipts;
        this.client = client;
        this.configuration = configuration;
    }

    /// What would be done, a line each.
    List<String> said(Plan plan) {
        return switch (plan) {
            case Plan.Folder folder -> List.of(
                    "Fetch " + from(folder.content()) + ".",
                    "Compare its SKILL.md with " + folder.content().sha256() + ".",
                    "Put the folder at " + skills().resolve(folder.folder()) + ".");
            case Plan.File file -> List.of(
                    "Fetch " + from(file.content()) + ".",
                    "Compare it with " + file.content().sha256() + ".",
                    "Put it at " + configuration.resolve(file.parent()).resolve(file.name()) + ".");
            case Plan.Server server -> List.of("Run claude mcp add-json --scope user " + server.name() + " "
                    + CanonicalJson.of(server.launch()));
            case Plan.Plugin plugin -> List.of(
                    "Make a marketplace of this one plugin at " + marketplace(plugin.content()) + ", with its commit.",
                    "Run claude plugin marketplace add, and claude plugin install " + pluginName(plugin.content())
                            + ".");
            case Plan.None none -> List.of("Nothing: " + none.why() + ".");
        };
    }

    /// @param build number of the build that the entry is from
    /// @throws Refused     when what came is not what the index says; nothing was changed
    /// @throws IOException when it can't be had, or its place is taken
    Receipt install(Plan plan, long build) throws IOException {
        return switch (plan) {
            case Plan.Folder folder -> folder(folder, build);
            case Plan.File file -> file(file, build);
            case Plan.Server server -> server(server, build);
            case Plan.Plugin plugin -> plugin(plugin, build);
            case Plan.None none -> throw new IOException("it can't be installed: " + none.why());
        };
    }

    private Receipt folder(Plan.Folder plan, long build) throws IOException {
        var content = plan.content();
        var files = Commit.files(content.place(), content.commit(), content.path());
        var own = files.keySet().stream().filter(name -> name.equalsIgnoreCase("SKILL.md")).findFirst()
                .orElseThrow(() -> new Refused("the commit has no SKILL.md at `%s`".formatted(content.path())));
        verify(content, Optional.ofNullable(files.get(own)).orElseThrow());
        var target = skills().resolve(plan.folder());
        var digests = new TreeMap<String, String>();
        files.forEach((path, bytes) -> digests.put(path, Sha256.of(bytes)));
        var receipt = new Receipt(1, content.id(), "folder", client, plan.folder(), target.toString(),
                content.commit(), content.sha256(), build, digests);
        free(target, content.id());
        Files.createDirectories(skills());
        Published.folder(target, folder -> {
            for (var file : files.entrySet()) {
                var place = folder.resolve(file.getKey());
                Files.createDirectories(Optional.ofNullable(place.getParent()).orElse(folder));
                Files.write(place, file.getValue());
            }
        });
        return kept(receipt);
    }

    private Receipt file(Plan.File plan, long build) throws IOException {
        var content = plan.content();
        var bytes = Commit.files(content.place(), content.commit(), content.path()).firstEntry().getValue();
        verify(content, bytes);
        var folder = configuration.resolve(plan.parent());
        var place = folder.resolve(plan.name());
        free(place, content.id());
        Files.createDirectories(folder);
        Published.file(place, bytes);
        SortedMap<String, String> digests = new TreeMap<>(Map.of(plan.name(), Sha256.of(bytes)));
        return kept(new Receipt(1, content.id(), "file", client, plan.name(), folder.toString(), content.commit(),
                content.sha256(), build, digests));
    }

    private Receipt server(Plan.Server plan, long build) throws IOException {
        var json = CanonicalJson.of(plan.launch());
        claude("mcp", "add-json", "--scope", "user", plan.name(), json);
        return kept(new Receipt(1, plan.content().id(), "server", client, plan.name(), "", plan.content().commit(),
                plan.content().sha256(), build,
                new TreeMap<>(Map.of("launch", Sha256.of(json.getBytes(StandardCharsets.UTF_8))))));
    }

    private Receipt plugin(Plan.Plugin plan, long build) throws IOException {
        var content = plan.content();
        var marketplace = marketplace(content);
        var name = pluginName(content);
        var source = new TreeMap<String, Object>(Map.of(
                "source", content.path().isEmpty() ? "url" : "git-subdir",
                "url", Optional.ofNullable(System.getenv("GITHUB_SERVER_URL")).orElse(Setting.GITHUB) + "/"
                        + content.place() + ".git",
                "sha", content.commit()));
        if (!content.path().isEmpty()) {
            source.put("path", content.path());
        }
        var manifest = marketplace.resolve(".claude-plugin").resolve("marketplace.json");
        Files.createDirectories(Optional.ofNullable(manifest.getParent()).orElseThrow());
        Files.writeString(manifest, Json.pretty(new TreeMap<>(Map.of(
                "name", String.valueOf(marketplace.getFileName()), "owner", Map.of("name", "discover"),
                "plugins", List.of(new TreeMap<>(Map.of("name", name, "source", source)))))));
        try {
            claude("plugin", "marketplace", "add", marketplace.toString());
            claude("plugin", "install", name + "@" + marketplace.getFileName());
        } catch (IOException e) {
            Published.delete(marketplace);
            throw e;
        }
        return kept(new Receipt(1, content.id(), "plugin", client, name, marketplace.toString(), content.commit(),
                content.sha256(), build, new TreeMap<>()));
    }

    /// Takes out what a receipt is about.
    ///
    /// @param changed paths that are not what was installed
    /// @return one sentence
    String undo(Receipt receipt, List<String> changed) throws IOException {
        if (!changed.isEmpty()) {
            throw new IOException("%s has changed since: %s; remove it yourself, or put it back".formatted(
                    receipt.target(), String.join(", ", changed)));
        }
        var target = Path.of(receipt.target());
        switch (receipt.way()) {
            case "folder" -> Published.delete(target);
            case "file" -> {
                target = target.resolve(receipt.name());
                Files.deleteIfExists(target);
            }
            case "server" -> claude("mcp", "remove", "--scope", "user", receipt.name());
            default -> {
                claude("plugin", "uninstall", receipt.name() + "@" + target.getFileName());
                claude("plugin", "marketplace", "remove", String.valueOf(target.getFileName()));
                Published.delete(target);
            }
        }
        var before = receipts.before(receipt.id());
        if (Files.exists(before)) {
            Files.move(before, target);
        }
        receipts.forget(receipt.id());
        return "It is as it was before `%s` was installed.".formatted(receipt.id());
    }

    private static void verify(Row.Content content, byte[] bytes) throws IOException {
        var sha256 = Sha256.of(bytes);
        if (!sha256.equals(content.sha256())) {
            throw new Refused("what came has the digest %s, the index says %s; nothing was installed".formatted(
                    sha256, content.sha256()));
        }
    }

    private Receipt kept(Receipt receipt) throws IOException {
        receipts.keep(receipt);
        return receipt;
    }

    /// Moves away what is at a place, to be put back by `undo`.
    private void free(Path place, String id) throws IOException {
        if (!Files.exists(place, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var before = receipts.before(id);
        if (Files.exists(before)) {
            throw new IOException("%s already keeps what was there before; run `discover uninstall %s` first"
                    .formatted(before, id));
        }
        Files.createDirectories(Optional.ofNullable(before.getParent()).orElseThrow());
        Files.move(place, before);
    }

    private Path skills() {
        return configuration.resolve("skills");
    }

    private Path marketplace(Row.Content content) {
        return home.resolve("marketplaces").resolve("installed-" + content.id().substring(content.id().indexOf('.') + 1)
                .replace('.', '-'));
    }

    private static String pluginName(Row.Content content) {
        return content.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}") ? content.name() : content.slug();
    }

    private static String from(Row.Content content) {
        return content.place() + (content.path().isEmpty() ? "" : "/" + content.path()) + " at " + content.commit();
    }

    private static void claude(String... words) throws IOException {
        var program = Program.find("claude").orElseThrow(() -> new IOException(
                "there is no `claude` on the PATH; `discover install ID --client json` shows what to add by hand"));
        var command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        Program.run(command);
    }
}
