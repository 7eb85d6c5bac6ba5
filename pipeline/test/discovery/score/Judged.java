package discovery.score;

import discovery.edge.json.Yaml;
import discovery.model.Judgement;
import discovery.model.Judgement.Finding;
import discovery.model.Judgement.Part;
import discovery.model.Judgement.Verdict;
import discovery.model.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/// Evidence to be changed by a test, one thing at a time.
final class Judged {
    static final long TODAY = LocalDate.of(2026, 8, 20).toEpochDay();

    Kind kind = Kind.SKILL;
    OptionalLong stars = OptionalLong.of(1_000);
    int sharing = 1;
    OptionalLong created = OptionalLong.of(LocalDate.of(2025, 8, 1).toEpochDay());
    OptionalLong pushed = OptionalLong.of(TODAY - 3);
    boolean fork;
    OptionalLong words = OptionalLong.of(500);
    String description = "Fills in forms of PDF files, merges and splits them, and reads their tables. Use it when a"
            + " document is a PDF and its text or fields are needed.";
    String licence = "MIT";
    List<String> independent = List.of("awesome-list", "marketplace");
    String copyOf = "";
    int burst = 1;
    List<Verdict> verdicts =
            List.of(new Verdict("agent-skills", true, List.of()), new Verdict("claude-code", true, List.of()));
    List<Finding> findings = List.of();
    long today = TODAY;

    static Judged good() {
        return new Judged();
    }

    /// A server of which one registry knows the name and a short description.
    static Judged unknown() {
        var unknown = new Judged();
        unknown.kind = Kind.MCP_SERVER;
        unknown.stars = OptionalLong.empty();
        unknown.created = OptionalLong.empty();
        unknown.pushed = OptionalLong.empty();
        unknown.words = OptionalLong.empty();
        unknown.description = "A server for weather.";
        unknown.licence = "";
        unknown.independent = List.of("mcp-registry");
        unknown.verdicts = List.of();
        return unknown;
    }

    static Weights weights() {
        try {
            return Yaml.read(Path.of("manifests/score.yaml"), Weights.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Part> parts() {
        return Score.parts(new Evidence(kind, stars, sharing, created, pushed, false, fork, words, description, licence,
                independent.size() + 1, new TreeSet<>(independent), Optional.of(copyOf).filter(id -> !id.isEmpty()), 0,
                burst, verdicts, findings, today), weights());
    }

    Part part(String name) {
        return parts().stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    int total() {
        return Score.total(parts(), findings, weights());
    }

    Judgement judgement() {
        return new Judgement("skill.1.abc", total(), parts(), verdicts, findings);
    }
}
