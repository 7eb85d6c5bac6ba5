package discovery.edge.check;

import discovery.edge.parse.Parsers;
import discovery.edge.re2j.Linear;
import discovery.fetch.Answer;
import discovery.fetch.Inspection;
import discovery.fetch.Repository;
import discovery.fetch.TreeFile;
import discovery.merge.Clients;
import discovery.model.Bounds;
import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Key;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.score.Context;
import discovery.score.Crowd;
import discovery.score.Judge;
import discovery.score.Part;
import discovery.score.Report;
import discovery.score.SafetyRules;
import discovery.score.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// Judges a folder, or a repository on GitHub, as a night would.
public final class Checks {
    /// Files that a skill brings along and an agent may run.
    private static final Pattern SCRIPT =
            Pattern.compile("(?i).*\\.(sh|bash|zsh|ps1|py|js|mjs|cjs|ts|rb|pl|md|txt|json|ya?ml|toml)");

    private final Map<String, String> environment;

    public Checks(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// @param place a folder, a file or a `.tar.gz` here, or the address of a repository on GitHub
    /// @throws IOException when there is nothing to judge
    public Report check(String place) throws IOException {
        if (place.startsWith("https://") || place.startsWith("http://")) {
            var there = Remote.read(place, environment);
            return report(place, there.files(), there.alone());
        }
        var path = Path.of(place);
        var name = String.valueOf(path.getFileName());
        if (name.endsWith(".tar.gz") || name.endsWith(".tgz")) {
            try (var tar = new GZIPInputStream(java.nio.file.Files.newInputStream(path))) {
                return checkArchive(place, tar);
            }
        }
        if (!java.nio.file.Files.isRegularFile(path)) {
            return report(place, Files.below(path), "");
        }
        var file = path.toRealPath();
        var root = Files.rootOf(file);
        var alone = root.relativize(file).toString().replace('\\', '/');
        return report(place, Files.isMarkdown(alone) ? Files.only(root, file) : Files.below(root), alone);
    }

    /// Judges an archive that is at hand.
    ///
    /// @param tar unpacked; its one top folder is left off
    public Report checkArchive(String place, InputStream tar) throws IOException {
        return report(place, Archive.read(tar, "archive", ""), "");
    }

    /// @param alone the one file that is judged; empty: all of them
    private static Report report(String place, Files files, String alone) throws IOException {
        var weights = Resources.yaml("score.yaml", Weights.class);
        var rules = Resources.yaml("safety.yaml", SafetyRules.class);
        var inspection = inspected(files, alone);
        var context = new Context(new Crowd(), Set.of(), 0);
        var judge = new Judge(weights, rules, new Linear(), context);
        var judged = new ArrayList<Report.Judged>();
        var seen = new TreeSet<String>();
        var byBlob = files.tree().files().stream()
                .collect(
                        Collectors.groupingBy(TreeFile::blob, Collectors.mapping(TreeFile::path, Collectors.toList())));
        for (var entry : entries(inspection)) {
            var file = entry.kind() == Kind.PACK ? alone : file(byBlob, entry);
            if (alone.isEmpty() || file.equals(alone)) {
                seen.add(file);
                judged.add(new Report.Judged(entry.kind(), entry.name(), file, judge.judge(entry, Optional.empty())));
            }
        }
        if (judged.isEmpty()) {
            throw new IOException(("%s holds no skill, plugin, marketplace, agent, command, hook or MCP server;"
                    + " `discover new skill NAME` writes one").formatted(place));
        }
        var others = new ArrayList<Report.Other>();
        if (alone.isEmpty()) {
            var scanner = rules.scanner(new Linear());
            files.texts().forEach((path, bytes) -> {
                if (!seen.contains(path) && !files.links().contains(path) && bytes.length <= 1 << 20
                        && SCRIPT.matcher(path).matches()) {
                    scanner.scan(Part.TEXT, new String(bytes, StandardCharsets.UTF_8))
                            .forEach(finding -> others.add(new Report.Other(path, finding)));
                }
            });
        }
        var problems = inspection.problems().stream()
                .map(problem -> problem.place().substring(problem.place().indexOf('/') + 1) + ": " + problem.text())
                .distinct()
                .toList();
        return new Report(place, List.copyOf(judged), List.copyOf(others), problems, rules, weights);
    }

    private static Inspection inspected(Files files, String alone) {
        if (alone.endsWith(".yaml") || alone.endsWith(".yml")) {
            return Inspection.ofPack(alone, files.content(alone).text(), new Parsers());
        }
        return Inspection.of(
                new Repository(1, files.owner() + "/" + files.name(), "", "", Facts.NONE), files.tree(),
                file -> new Answer.Found<>(files.content(file.path())), new Parsers());
    }

    /// One entry for each thing; a licence that the whole folder has is each one's.
    private static List<Entry> entries(Inspection inspection) {
        var facts = new TreeMap<String, Observation>();
        var licence = Facts.NONE;
        for (var observation : inspection.observations()) {
            var each = Clients.folded(observation);
            if (each.kind().isPresent()) {
                var key = Key.of(each.kind().get(), each.place()) + " "
                        + (each.kind().get() == Kind.MCP_SERVER ? each.facts().text(Field.NAME).orElse("") : "");
                facts.merge(key, each, (one, other) -> one.facts().has(Field.SHA256)
                        ? joined(one, other)
                        : joined(other, one));
            } else {
                licence = licence.or(each.facts());
            }
        }
        var own = licence;
        return facts.entrySet().stream()
                .map(each -> new Entry(
                        Bounds.cut(each.getKey(), Bounds.NAME), "", 0, each.getValue().kind().orElseThrow(),
                        each.getValue().place(), each.getValue().facts().or(own), new TreeMap<>(), List.of(),
                        new TreeSet<>(), 0, List.of()))
                .sorted(Comparator.comparing((Entry entry) -> entry.place().path()).thenComparing(Entry::kind))
                .toList();
    }

    /// @param file of the two the one that was read from a file of its own, if there is one
    private static Observation joined(Observation file, Observation other) {
        return new Observation(file.source(), file.kind(), file.place().blob().isEmpty() ? other.place() : file.place(),
                file.facts().or(other.facts()));
    }

    /// The file that an entry was read from: the one of its bytes, at its place or below.
    private static String file(Map<String, List<String>> byBlob, Entry entry) {
        var place = entry.place();
        return byBlob.getOrDefault(place.blob(), List.of()).stream()
                .filter(path -> place.path().isEmpty() || path.equals(place.path())
                        || path.startsWith(place.path() + "/"))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .orElse(place.path().isEmpty() ? entry.name() : place.path());
    }
}
