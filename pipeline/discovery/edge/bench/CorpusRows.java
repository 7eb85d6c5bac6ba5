package discovery.edge.bench;

import discovery.build.Display;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.MalformedException;
import discovery.edge.files.Sha256;
import discovery.model.Bounds;
import discovery.model.Kind;
import discovery.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Rows made of a corpus of real extensions and, up to a number, of copies of them; and the nights that follow.
///
/// A copy has its original's text, as copies have, at another place. Slots are given in the order of making.
final class CorpusRows {
    private static final List<String> FILES = List.of("skills", "agents", "commands", "mcp-servers", "plugins");
    private static final Map<String, Kind> KINDS = Map.of("skill", Kind.SKILL, "agent", Kind.AGENT, "command",
            Kind.COMMAND, "plugin", Kind.PLUGIN);
    private static final Pattern NAME = Pattern.compile("(?m)^\\s*\"?(?:name|title)\"?\\s*:\\s*\"?([^\"\\n,]{2,120})");
    private static final Pattern DESCRIPTION =
            Pattern.compile("(?m)^\\s*\"?description\"?\\s*:\\s*\"?([^\"\n]{2,1900})");

    private final Random random;
    private final TreeMap<String, Row> rows = new TreeMap<>();
    /// Corpus key (`repository path`) → id.
    private final Map<String, String> ids = new HashMap<>();
    private int nextSlot;

    CorpusRows(long seed) {
        this.random = new Random(seed);
    }

    static CorpusRows of(Path corpus, int entries) throws IOException {
        var made = new CorpusRows(52_341);
        for (var file : FILES) {
            try (var lines = JsonLines.lines(corpus.resolve(file + ".jsonl.zst"))) {
                for (var line : (Iterable<String>) lines::iterator) {
                    if (made.rows.size() < entries && Json.parse(line) instanceof Map<?, ?> thing) {
                        made.take(thing);
                    }
                }
            }
        }
        var originals = new ArrayList<>(made.rows.values());
        originals.sort(Comparator.comparing(row -> Sha256.of(row.content().id())));
        for (var i = 0; made.rows.size() < entries && !originals.isEmpty(); i++) {
            made.copy(originals.get(i % originals.size()), i);
        }
        return made;
    }

    private static String text(Map<?, ?> thing, String key) {
        return Optional.ofNullable(thing.get(key)).map(String::valueOf).orElse("");
    }

    private void take(Map<?, ?> thing) {
        var raw = text(thing, "raw").isEmpty() ? text(thing, "body") : text(thing, "raw");
        var name = text(thing, "name").isEmpty() ? found(NAME, raw) : text(thing, "name");
        var description = text(thing, "description").isEmpty() ? found(DESCRIPTION, raw) : text(thing, "description");
        var kind = Optional.ofNullable(KINDS.get(text(thing, "kind"))).orElse(Kind.MCP_SERVER);
        var key = text(thing, "repo") + " " + text(thing, "path");
        add(key, kind, name.isEmpty() ? "unnamed" : name, description, raw, text(thing, "repo"), text(thing, "path"),
                text(thing, "commit"), text(thing, "blob"), text(thing, "sha256"));
    }

    private static String found(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        return match.find() ? match.group(1) : "";
    }

    private void add(
            String key, Kind kind, String name, String description, String body, String place, String path,
            String commit, String blob, String sha256) {
        var repository = 1_000_000L + Math.floorMod(place.hashCode(), 90_000_000);
        var id = "%s.%d.%s".formatted(kind, repository, Sha256.of(key).substring(0, 12));
        var plain = Display.clean(body.replaceAll("[#*`>|-]+|\\s+", " ")).strip();
        var content = new Row.Content(id, nextSlot++, kind,
                (place + "--" + name).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
                Bounds.cut(Display.clean(name), Bounds.NAME), "",
                Bounds.cut(Display.clean(description), Bounds.DESCRIPTION), repository, place, path, commit, blob,
                sha256,
                "MIT", "", "", "", "", "", false, false, List.of("agent-skills", "claude-code"), List.of("development"),
                Bounds.cut(plain, 400), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of("github-skills"),
                new TreeMap<>(Map.of("description", "github-skills", "name", "github-skills")),
                "", "", List.of(), List.of(), List.of(), 20_300, List.of());
        var stars = (long) Math.exp(of(place, "stars") * 10);
        var pushed = 20_500 + (long) (of(place, "pushed") * 100);
        var parts = parts(place, stars, pushed);
        var score = parts.stream().mapToInt(Integer::intValue).sum() / parts.size();
        rows.put(id, new Row(content, new Row.Numbers(stars, stars / 8, stars / 50, 19_900, pushed,
                100 + random.nextInt(2_000), score, parts, -1)));
        ids.put(key, id);
    }

    /// From 0 to 1: what belongs to a repository is the same for all that it has.
    private static double of(String place, String what) {
        return Math.floorMod((place + ' ' + what).hashCode() * 0x9E37_79B1, 1 << 20) / (double) (1 << 20);
    }

    /// Two parts follow from the repository, one goes by degrees; six say yes, no or something between, as often as in
    /// a real night of 39,069 entries.
    private List<Integer> parts(String place, long stars, long pushed) {
        return List.of((int) Math.min(10_000, 1_000 * Math.log1p((double) stars)), (int) (pushed - 20_500) * 100,
                one(50, 10_000, 41, 3_000, 9, random.nextInt(10_001)), one(30, 10_000, 22, 5_000, 48,
                        500 * random.nextInt(20)),
                one(60, 5_000, 39, 10_000, 1, 0), of(place, "licence") < 0.9 ? 10_000 : 0,
                one(57, 3_333, 33, 6_667, 10, 0), one(77, 10_000, 22, 0, 1, 5_000), one(99, 10_000, 1, 5_000, 0, 0));
    }

    /// The first with so many hundredths, the second with so many, else the third.
    private int one(int share, int first, int other, int second, int rest, int third) {
        var drawn = random.nextInt(share + other + rest);
        return drawn < share ? first : drawn < share + other ? second : third;
    }

    private void copy(Row row, int number) {
        var content = row.content();
        add("copy " + number, content.kind(), content.name(), content.description(), content.gist(),
                "collector-" + number % 977 + "/" + content.name().replaceAll("[^A-Za-z0-9]+", "-"), content.path(),
                Sha256.of("commit " + number % 977).substring(0, 40), content.blob(), content.sha256());
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    int nextSlot() {
        return nextSlot;
    }

    /// A night as it is typical: so many new ones, changed ones (two of three in their text) and removed ones.
    void night(int added, int changed, int removed) {
        var all = new ArrayList<>(rows.keySet());
        for (var i = 0; i < removed; i++) {
            rows.remove(all.get(random.nextInt(all.size())));
        }
        all = new ArrayList<>(rows.keySet());
        var texts = new ArrayList<>(rows.values());
        for (var i = 0; i < changed; i++) {
            var id = all.get(random.nextInt(all.size()));
            edit(id, i % 3 < 2 ? words(texts, 12) : "");
        }
        for (var i = 0; i < added; i++) {
            var key = "new " + nextSlot;
            add(key, Kind.SKILL, words(texts, 2).replace(' ', '-'), words(texts, 40), words(texts, 70),
                    "newcomer-" + nextSlot + "/skills", "skills/x/SKILL.md", Sha256.of("c" + key).substring(0, 40),
                    Sha256.of("b" + key).substring(0, 40), Sha256.of(key));
        }
    }

    /// So many stars and scores move.
    void drift(int stars, int scores) {
        var all = new ArrayList<>(rows.keySet());
        for (var i = 0; i < stars + scores; i++) {
            var row = rows.get(all.get(random.nextInt(all.size())));
            if (row != null) {
                var old = row.numbers();
                var parts = new ArrayList<>(old.parts());
                parts.set(0, i < stars ? parts.get(0) : random.nextInt(10_001));
                rows.put(row.content().id(), new Row(row.content(), new Row.Numbers(
                        i < stars ? old.stars() + 1 + random.nextInt(20) : old.stars(), old.forks(), old.issues(),
                        old.created(), old.pushed(), old.words(),
                        i < stars ? old.score() : Math.clamp(old.score() + random.nextInt(-80, 81), 0, 10_000), parts,
                        old.copies())));
            }
        }
    }

    private String words(List<Row> texts, int count) {
        var words = (texts.get(random.nextInt(texts.size())).content().gist() + " skill helper text").split(" ");
        var start = random.nextInt(words.length);
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append(i > 0 ? " " : "").append(words[(start + i) % words.length]);
        }
        return Bounds.cut(text.toString().strip() + ".", Bounds.LINE);
    }

    private void edit(String id, String more) {
        var row = rows.get(id);
        if (row == null) {
            return;
        }
        var was = row.content();
        var half = was.description().length() / 2;
        var description = more.isEmpty() ? was.description()
                : Bounds.cut(was.description().substring(0, half) + " " + more, Bounds.DESCRIPTION);
        var mark = Sha256.of(was.commit() + was.sha256() + more);
        put(row, was.name(), description, was.gist(), mark.substring(0, 40), more.isEmpty() ? was.blob()
                : mark.substring(24), more.isEmpty() ? was.sha256() : mark);
    }

    private void put(Row row, String name, String description, String gist, String commit, String blob, String sha256) {
        var was = row.content();
        rows.put(was.id(), new Row(new Row.Content(was.id(), was.slot(), was.kind(), was.slug(), name, was.title(),
                description, was.repository(), was.place(), was.path(), commit, blob, sha256, was.licence(),
                was.version(), was.author(), was.homepage(), was.language(), was.status(), was.archived(), was.fork(),
                was.tags(), was.categories(), gist, was.tools(), was.events(), was.commands(), was.packages(),
                was.remotes(), was.members(), was.parents(), was.sources(), was.provenance(), was.original(),
                was.reason(), was.flaws(), was.verdicts(), was.findings(), was.firstSeen(), was.formerly()),
                row.numbers()));
    }

    /// What really happened on the days of a corpus, by day: file key → blob, empty for one that was deleted.
    static SortedMap<String, Map<String, String>> history(Path corpus) throws IOException {
        var days = new TreeMap<String, Map<String, String>>();
        try (var lines = JsonLines.lines(corpus.resolve("history").resolve("events.jsonl.zst"))) {
            for (var line : (Iterable<String>) lines::iterator) {
                if (Json.parse(line) instanceof Map<?, ?> event
                        && !text(event, "kind").matches("awesome|marketplace")) {
                    days.computeIfAbsent(text(event, "date"), none -> new HashMap<>()).put(
                            text(event, "repo") + " " + text(event, "path"),
                            text(event, "op").equals("D") ? "" : text(event, "blob"));
                }
            }
        }
        return days;
    }

    /// The texts of these blobs.
    static Map<String, String> texts(Path corpus, Set<String> blobs) throws IOException {
        var texts = new HashMap<String, String>();
        try (var lines = JsonLines.lines(corpus.resolve("history").resolve("blobs.jsonl.zst"))) {
            lines.filter(line -> line.length() > 50 && blobs.contains(line.substring(9, 49))).forEach(line -> {
                try {
                    if (Json.parse(line) instanceof Map<?, ?> blob) {
                        texts.put(text(blob, "blob"), text(blob, "text"));
                    }
                } catch (MalformedException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
        return texts;
    }

    /// A night as it really was: files that came, changed and went.
    void replay(Map<String, String> night, Map<String, String> texts) {
        night.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(file -> {
            var id = Optional.ofNullable(ids.get(file.getKey())).filter(rows::containsKey);
            var text = texts.getOrDefault(file.getValue(), "");
            if (file.getValue().isEmpty()) {
                id.ifPresent(rows::remove);
            } else if (id.isPresent()) {
                var row = Optional.ofNullable(rows.get(id.get())).orElseThrow();
                var description = found(DESCRIPTION, text);
                put(row, row.content().name(), description.isEmpty() ? row.content().description()
                        : Bounds.cut(Display.clean(description), Bounds.DESCRIPTION),
                        Bounds.cut(Display.clean(text.replaceAll("[#*`>|-]+|\\s+", " ")).strip(), 400),
                        Sha256.of(file.getValue()).substring(0, 40), file.getValue(), Sha256.of(text));
            } else {
                var key = file.getKey();
                var name = found(NAME, text);
                add(key, key.endsWith(".json") ? Kind.MCP_SERVER : Kind.SKILL, name.isEmpty() ? "unnamed" : name,
                        found(DESCRIPTION, text), text, key.substring(0, key.indexOf(' ')),
                        key.substring(key.indexOf(' ') + 1), Sha256.of(key).substring(0, 40), file.getValue(),
                        Sha256.of(text));
            }
        });
    }
}
