package discovery.site;

import discovery.learn.LearningPath;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import discovery.model.Row;
import discovery.model.SourceKind;
import discovery.model.SourceReport;
import discovery.ops.Board;
import discovery.ops.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A tiny index: a skill and its copy, a server, a plugin with its marketplace, and one skill by somebody hostile.
final class Tiny {
    static final String HOSTILE = "<img src=x onerror=alert(1)>\"'`</script>\u202Eevil\u0007";

    private Tiny() {}

    static List<Row> rows() {
        return sorted(List.of(
                Draft.of(Kind.SKILL, "pdf-forms", draft -> {
                    draft.slot = 1;
                    draft.name = "pdf-forms";
                    draft.path = "skills/pdf-forms/SKILL.md";
                    draft.tools = List.of("Read", "Bash(pdftk:*)");
                    draft.tags = List.of("c++", "pdf");
                    draft.version = "1.2.0";
                    draft.gist = "Look at the form first.";
                    draft.verdicts = List.of(
                            new Judgement.Verdict("agent-skills", true, List.of()),
                            new Judgement.Verdict("claude-code", true, List.of()));
                    draft.provenance = new TreeMap<>(Map.of("name", "topics", "stars", "lists"));
                    draft.sources = List.of("lists", "topics");
                    draft.original = draft.id;
                    draft.reason = "It is the oldest.";
                    draft.copies = 1;
                    draft.parents = List.of("plugin.4711.office");
                    draft.score = 8_240;
                }),
                Draft.of(Kind.SKILL, "index", draft -> {
                    draft.name = "pdf-forms";
                    draft.place = "copyist/skills";
                    draft.path = "pdf-forms/SKILL.md";
                    draft.tags = List.of("c++", "pdf");
                    draft.original = "skill.4711.pdf-forms";
                    draft.reason = "Its file has the same bytes.";
                    draft.copies = 1;
                    draft.score = 3_050;
                    draft.stars = -1;
                    draft.pushed = -1;
                    draft.archived = true;
                }),
                Draft.of(Kind.SKILL, "evil", draft -> {
                    draft.name = HOSTILE;
                    draft.title = HOSTILE;
                    draft.description = HOSTILE;
                    draft.place = HOSTILE + "/" + HOSTILE;
                    draft.path = "../../" + HOSTILE;
                    draft.licence = HOSTILE;
                    draft.version = HOSTILE;
                    draft.author = HOSTILE;
                    draft.homepage = "javascript:alert(1)//" + HOSTILE;
                    draft.language = HOSTILE;
                    draft.status = HOSTILE;
                    draft.tags = List.of(HOSTILE, "c#");
                    draft.categories = List.of(HOSTILE);
                    draft.gist = HOSTILE + " " + HOSTILE;
                    draft.tools = List.of(HOSTILE);
                    draft.events = List.of(HOSTILE);
                    draft.commands = List.of(HOSTILE);
                    draft.packages = List.of("npm " + HOSTILE);
                    draft.remotes = List.of("https://x/" + HOSTILE);
                    draft.members = List.of(HOSTILE);
                    draft.parents = List.of(HOSTILE);
                    draft.reason = HOSTILE;
                    draft.flaws = List.of(HOSTILE);
                    draft.verdicts = List.of(new Judgement.Verdict("agent-skills", false, List.of(HOSTILE)));
                    draft.findings = List.of(new Judgement.Finding("pipes-to-shell", "high", 7, HOSTILE));
                    draft.provenance = new TreeMap<>(Map.of(HOSTILE, HOSTILE, "name", "topics"));
                    draft.score = 120;
                }),
                Draft.of(Kind.MCP_SERVER, "weather", draft -> {
                    draft.name = "io.github.acme/weather";
                    draft.title = "Weather";
                    draft.description = "Forecasts for any place.";
                    draft.packages = List.of("npm @acme/weather-mcp 1.4.2");
                    draft.remotes = List.of("https://mcp.example.com/weather");
                    draft.sources = List.of("registry");
                    draft.homepage = "https://example.com/weather?a=1&b=2";
                    draft.categories = List.of("data-analysis");
                    draft.score = 7_000;
                    draft.licence = "";
                }),
                Draft.of(Kind.PLUGIN, "office", draft -> {
                    draft.slot = 2;
                    draft.members = List.of("skill.4711.pdf-forms", "skill.4711.gone");
                    draft.parents = List.of("marketplace.4711.market");
                    draft.path = "plugins/office";
                    draft.score = 6_100;
                }),
                Draft.of(Kind.MARKETPLACE, "market", draft -> {
                    draft.slot = 3;
                    draft.name = "acme-market";
                    draft.path = ".claude-plugin/marketplace.json";
                    draft.members = List.of("plugin.4711.office");
                    draft.score = 5_500;
                })));
    }

    /// Slots of what is like an entry; the last has no entry.
    private static final Map<Integer, List<Integer>> RELATED =
            Map.of(1, List.of(2, 3, 77), 2, List.of(1, 3), 3, List.of(2, 1));

    static List<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(Comparator.comparing(row -> row.content().id())).toList();
    }

    static Edition edition(List<Row> rows) {
        return edition(rows, night -> night);
    }

    static Edition edition(List<Row> rows, UnaryOperator<Night> change) {
        var night = change.apply(new Night(
                "Skill index",
                12,
                "1.0.12",
                Instant.parse("2026-11-21T03:10:00Z"),
                Optional.of("https://example.org/skill-index/"),
                Optional.of("acme/skill-index"),
                true,
                new Night.Release(
                        Optional.of("https://example.org/releases/12/"),
                        "manifest.json.asc",
                        "openpgp.asc",
                        Optional.of("AB12 CD34"))));
        var problems = List.of(
                new Problem(ProblemKind.INVALID_YAML, "topics", "acme/tools/SKILL.md", "Line 3 ends too early."),
                new Problem(ProblemKind.DEAD_LINK, "lists", HOSTILE, HOSTILE));
        return new Edition(
                night,
                Rows.of(rows),
                changes(),
                Problems.of(problems),
                List.of(
                        source("topics", SourceKind.GITHUB_TOPICS, SourceReport.State.FRESH, 20_778),
                        source("lists", SourceKind.LIST, SourceReport.State.LAST_GOOD, 20_775),
                        source("registry", SourceKind.MCP_REGISTRY, SourceReport.State.FRESH, 20_778),
                        new SourceReport(
                                "packs", SourceKind.PACKS, SourceReport.State.OFF, 0, OptionalLong.empty(),
                                Optional.of("javascript:alert(1)"), Optional.of(HOSTILE))),
                List.of(
                        new Weight("documentation", 60, "Whether it says what it does."),
                        new Weight("freshness", 40, "How long ago somebody worked on it.")),
                List.of(new SafetyRule("pipes-to-shell", "high", "It downloads something and runs it.")),
                Map.of("documents", "Documents & forms"),
                Tiny::parts,
                slot -> RELATED.getOrDefault(slot, List.of()),
                History.NONE,
                Limits.DEFAULT,
                Optional.of(board()),
                List.of(new LearningPath(1, "first-steps", "First steps", "You know how to fill a form.", 20, List.of(
                        new LearningPath.Step("Search", "Find something that reads forms.", List.of("pdf forms"),
                                Optional.empty())))),
                Optional.empty());
    }

    private static Board board() {
        var days = new ArrayList<>(Collections.nCopies(84, Board.Day.UNKNOWN));
        days.addAll(List.of(Board.Day.GOOD, Board.Day.GOOD, Board.Day.OLD, Board.Day.BAD, Board.Day.GOOD,
                Board.Day.GOOD));
        return new Board(
                List.of(
                        new Board.Line("night", "github-actions", "app", "healthy", OptionalLong.empty(), days),
                        new Board.Line("topics", "github-api", "source", "unhealthy", OptionalLong.of(3), days)),
                List.of(build("1.0.6", "success", 7), build("1.0.5", "refused", 2), build("1.0.4", "success", 6)),
                List.of(new Ledger.Event(
                        Optional.of("topics"), "outage", "error", "GitHub answered 500 " + HOSTILE,
                        Optional.of("Last good data was used."), "2026-11-10T03:30:00Z",
                        Optional.of("2026-11-11T03:30:00Z"), OptionalLong.empty())),
                Optional.of("2026-11-14T03:23:00Z"));
    }

    private static Ledger.Deployment build(String version, String status, long total) {
        return new Ledger.Deployment(
                "night", version, Optional.empty(), "actions", "nightly", status, "2026-11-12T03:23:00Z",
                OptionalLong.of(1_260), Optional.empty(), total, 2, 1, 0, Optional.empty());
    }

    private static SourceReport source(String id, SourceKind kind, SourceReport.State state, long day) {
        return new SourceReport(
                id, kind, state, 1_234, OptionalLong.of(day), Optional.of("https://example.com/terms"),
                Optional.empty());
    }

    private static List<Change> changes() {
        var changes = new ArrayList<Change>();
        changes.add(new Change(
                Change.Word.ADDED, "skill.4711.evil", "evil", Kind.SKILL, HOSTILE, HOSTILE, List.of(), HOSTILE, HOSTILE,
                HOSTILE));
        changes.add(new Change(
                Change.Word.CHANGED, "skill.4711.pdf-forms", "pdf-forms", Kind.SKILL, "pdf-forms",
                "acme/tools", List.of("description", "sha256"), "", "0".repeat(40), "1".repeat(40)));
        changes.add(new Change(
                Change.Word.REMOVED, "hook.1.gone", "gone", Kind.HOOK, "gone", "acme/gone", List.of(),
                "Its repository is not there any more.", "", ""));
        return changes;
    }

    static List<Judgement.Part> parts(Row row) {
        return List.of(
                new Judgement.Part("documentation", OptionalInt.of(row.numbers().score()), 60,
                        "Its description has " + row.content().description().length() + " characters."),
                new Judgement.Part("freshness", OptionalInt.empty(), 40, "Nothing is known. " + HOSTILE));
    }
}
