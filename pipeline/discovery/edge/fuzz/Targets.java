package discovery.edge.fuzz;

import discovery.build.Display;
import discovery.build.Dump;
import discovery.build.Secrets;
import discovery.edge.check.Checks;
import discovery.edge.json.Json;
import discovery.edge.json.Yaml;
import discovery.edge.parse.Parsers;
import discovery.edge.re2j.Linear;
import discovery.edge.signing.TufVerifier;
import discovery.edge.signing.VerificationException;
import discovery.edge.tar.Tar;
import discovery.fetch.Answer;
import discovery.fetch.Content;
import discovery.fetch.Inspection;
import discovery.fetch.Repository;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import discovery.model.Facts;
import discovery.release.Manifest;
import discovery.score.Part;
import discovery.score.SafetyRules;
import discovery.score.Scanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The parsers of foreign text. Each may refuse its input in the way that it documents, and in no other.
public final class Targets {
    private interface Parser {
        void parse(byte[] input) throws Exception;
    }

    private static final SortedMap<String, Parser> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("json", input -> Json.parse(text(input))),
            Map.entry("yaml", input -> Yaml.parse(text(input))),
            Map.entry("list", input -> new Parsers().markdown(text(input))),
            Map.entry("skill", input -> inspect("skills/pdf/SKILL.md", input)),
            Map.entry("agent", input -> inspect("agents/reviewer.md", input)),
            Map.entry("command", input -> inspect("commands/review.md", input)),
            Map.entry("hooks", input -> inspect("hooks/hooks.json", input)),
            Map.entry("mcp-config", input -> inspect(".mcp.json", input)),
            Map.entry("plugin", input -> inspect(".claude-plugin/plugin.json", input)),
            Map.entry("marketplace", input -> inspect(".claude-plugin/marketplace.json", input)),
            Map.entry("server", input -> inspect("server.json", input)),
            Map.entry("pack", input -> Inspection.ofPack("pack.yaml", text(input), new Parsers())),
            Map.entry("registry-page", input -> night("mcp-registry", "x", input)),
            Map.entry("glama-page", input -> night("glama", "x", input)),
            Map.entry("plugins-page", input -> night("claude-plugins", "x", input)),
            Map.entry("skills-page", input -> night("skillsmp", "x", input)),
            Map.entry("docker-server", input -> night("docker-registry", "servers/x/server.yaml", input)),
            Map.entry("list-file", input -> night("list", "README.md", input)),
            Map.entry("secrets", Targets::secrets),
            Map.entry("archive", input -> new Checks(Map.of()).checkArchive("x", new ByteArrayInputStream(input))),
            Map.entry("tar", input -> Tar.read(
                    new ByteArrayInputStream(input), 1 << 20, member -> member.size() < 1 << 20, (_, bytes) -> {})),
            Map.entry("tuf",
                    input -> TufVerifier.verify(input, (name, most) -> input, Instant.EPOCH, Optional.empty())),
            Map.entry("dump",
                    input -> Dump.read(text(input).lines().iterator(), Json::parse).forEachRemaining(row -> {})),
            Map.entry("manifest", input -> Manifest.of(Json.parse(text(input)))),
            Map.entry("rules", Targets::scan),
            Map.entry("display", Targets::display)));

    private Targets() {}

    /// Their names, sorted.
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /// Parses the input.
    ///
    /// @throws IllegalStateException when the parser fails otherwise than it documents
    public static void run(String name, byte[] input) {
        try {
            Optional.ofNullable(ALL.get(name)).orElseThrow(() -> new IOException("there is no target " + name))
                    .parse(input);
        } catch (VerificationException | IllegalArgumentException | IOException documented) {
            if (documented.getMessage() == null || documented.getMessage().isBlank()) {
                throw new IllegalStateException(name + " refuses without a sentence", documented);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(name, e);
        }
    }

    /// The first byte chooses the parser, the rest is its input.
    static void runAny(byte[] input) {
        if (input.length > 0) {
            var names = names();
            run(names.get((input[0] & 0xFF) % names.size()), Arrays.copyOfRange(input, 1, input.length));
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static void inspect(String path, byte[] input) {
        var text = text(input);
        var tree = new Tree("0".repeat(40), List.of(new TreeFile(path, "100644", "0".repeat(40), input.length)), false);
        var content = new Content(text, "0".repeat(64), input.length, true);
        Inspection.of(new Repository(1, "owner/name", "", "", Facts.NONE), tree,
                file -> new Answer.Found<>(content), new Parsers());
    }

    private static void night(String kind, String path, byte[] input) throws IOException {
        ForeignNight.read(kind, path, text(input), input.length);
    }

    private static void secrets(byte[] input) {
        var clean = Secrets.redacted(text(input));
        if (!Secrets.redacted(clean).equals(clean)) {
            throw new IllegalStateException("what is redacted is changed by redacting it again");
        }
    }

    private static void scan(byte[] input) {
        for (var part : Part.values()) {
            for (var finding : Rules.SCANNER.scan(part, text(input))) {
                if (finding.line() < 1 || finding.excerpt().indexOf('\n') >= 0) {
                    throw new IllegalStateException("a finding without a place: " + finding);
                }
            }
        }
    }

    private static void display(byte[] input) {
        var clean = Display.clean(text(input));
        if (!Display.clean(clean).equals(clean)) {
            throw new IllegalStateException("what is clean is changed by cleaning it again");
        }
    }

    /// Read once, when they are first asked for.
    private static final class Rules {
        static final Scanner SCANNER = scanner();

        private static Scanner scanner() {
            try {
                var file = Path.of("manifests", "safety.yaml");
                return Yaml.read("safety.yaml", Files.readString(file), SafetyRules.class).scanner(new Linear());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
