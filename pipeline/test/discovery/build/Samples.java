package discovery.build;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A few rows that a person can read, for golden files and for questions to the database.
public final class Samples {
    private Samples() {}

    public static final Dump.Header HEADER =
            new Dump.Header(4, 7, List.of(new Dump.Part("care", 30), new Dump.Part("use", 70)));

    /// Four rows, sorted by id: a server, a plugin with its skill, a copy of that skill.
    public static List<Row> rows() {
        var server = new Row(
                new Row.Content(
                        "mcp-server.0.7c1e", 3, Kind.MCP_SERVER, "io-example-weather", "io.example/weather", "Weather",
                        "Forecasts & warnings for any place.", 0, "", "io.example/weather", "", "", "", "", "1.4.0", "",
                        "https://example.org/weather", "", "active", false, false, List.of("weather"), List.of(), "",
                        List.of(), List.of(), List.of(), List.of("npm @example/weather 1.4.0"),
                        List.of("https://example.org/mcp"), List.of(), List.of(), List.of("mcp-registry"),
                        new TreeMap<>(Map.of("name", "mcp-registry", "description", "mcp-registry")), "", "",
                        List.of(), List.of(), List.of(), 20_400, List.of()),
                new Row.Numbers(-1, -1, -1, -1, -1, -1, 3_100, List.of(-1, 3_100), -1));
        var plugin = new Row(
                new Row.Content(
                        "plugin.4711.01ab", 0, Kind.PLUGIN, "acme-documents", "documents", "", "Work with documents.",
                        4_711, "acme/documents", "plugins/documents", "1".repeat(40), "2".repeat(40), "3".repeat(64),
                        "MIT", "2.0.0", "Acme", "", "Python", "", false, false, List.of("documents", "pdf"),
                        List.of("office"), "", List.of(), List.of(), List.of(), List.of(), List.of(),
                        List.of("skill.4711.9f00"), List.of(), List.of("github", "list-a"),
                        new TreeMap<>(Map.of("name", "github")), "", "", List.of(), List.of(), List.of(), 20_000,
                        List.of()),
                new Row.Numbers(1_234, 56, 7, 19_000, 20_500, 120, 7_450, List.of(9_000, 6_786), -1));
        var skill = new Row(
                new Row.Content(
                        "skill.4711.9f00", 1, Kind.SKILL, "acme-pdf-forms", "pdf-forms", "PDF forms",
                        "Fill in \"forms\" of PDF files — naïve Größe, 日本語 😀.", 4_711, "acme/documents",
                        "plugins/documents/skills/pdf-forms/SKILL.md", "1".repeat(40), "4".repeat(40), "5".repeat(64),
                        "MIT", "", "Acme", "", "Python", "", false, false, List.of("forms", "pdf"), List.of("office"),
                        "Use this skill when a form has to be filled in.", List.of("Bash", "Read"), List.of(),
                        List.of(), List.of(), List.of(), List.of(), List.of("plugin.4711.01ab"),
                        List.of("github", "list-a"), new TreeMap<>(Map.of("name", "github", "description", "github")),
                        "skill.4711.9f00", "It is the oldest of the family.", List.of(),
                        List.of(new Judgement.Verdict("agent-skills", true, List.of()),
                                new Judgement.Verdict("claude-code", false, List.of("name-long"))),
                        List.of(new Judgement.Finding("curl-pipe", "high", 12, "curl https://example.org | bash")),
                        20_001, List.of("acme-forms", "acme-pdf")),
                new Row.Numbers(1_234, 56, 7, 19_000, 20_500, 640, 8_000, List.of(9_500, 7_357), 1));
        var copy = new Row(
                new Row.Content(
                        "skill.815.c0de", 5, Kind.SKILL, "elsewhere-pdf-forms", "pdf-forms", "",
                        "Fill in forms.\u2028\u0001", 815, "elsewhere/skills", "pdf\\forms", "", "6".repeat(40),
                        "5".repeat(64), "", "", "", "", "", "", true, true, List.of(), List.of(), "", List.of(),
                        List.of("PreToolUse"), List.of("echo \"hi\""), List.of(), List.of(), List.of(), List.of(),
                        List.of("github"), new TreeMap<>(), "skill.4711.9f00", "Its text is the same.",
                        List.of("name-missing"), List.of(), List.of(), 20_100,
                        List.of("acme-forms", "acme-pdf-forms")),
                new Row.Numbers(2, 0, 0, 20_000, 20_050, 640, 1_200, List.of(500, 1_500), 1));
        return List.of(server, plugin, skill, copy);
    }
}
