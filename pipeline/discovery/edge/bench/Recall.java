package discovery.edge.bench;

import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.MalformedException;
import discovery.fetch.Foreign;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a fetch found of the ground truth. A file counts as found when an observation of its kind is pinned to it:
/// repository and git's id, as often as the truth has it; a list's link when the repository is observed or reported as a
/// dead link; a server when the registry's name for it is observed.
final class Recall {
    private static final Map<String, Kind> KINDS = Map.of("skill", Kind.SKILL, "plugin", Kind.PLUGIN, "marketplace",
            Kind.MARKETPLACE, "agent", Kind.AGENT, "command", Kind.COMMAND, "hook", Kind.HOOK, "mcp-config",
            Kind.MCP_SERVER);

    private static final Pattern LEADS = Pattern.compile("leads to ([^ ,]+),");

    /// @param found  of `all`
    /// @param beyond what is observed and not in the truth
    /// @param bare   files that the truth counts by their names, and that hold none of what they are called after
    record Score(long all, long found, long beyond, long bare) {
        Score plus(Score other) {
            return new Score(all + other.all, found + other.found, beyond + other.beyond, bare + other.bare);
        }
    }

    /// Reads a file of a repository.
    interface Files {
        String read(String repository, String path) throws IOException;
    }

    private final Map<String, Map<String, Set<String>>> files = new HashMap<>();
    private final Set<String> repositories = new HashSet<>();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> servers = new HashSet<>();

    private Recall() {}

    /// @param fetch   the stage's folder
    /// @param truth   lines of the simulator's ground truth
    /// @param servers names of the registry's servers on that day
    /// @param files   of that day
    static SortedMap<String, Score> of(Path fetch, String truth, Set<String> servers, Files files)
            throws IOException {
        var recall = new Recall();
        recall.read(fetch);
        return recall.score(truth, servers, files);
    }

    private void read(Path fetch) throws IOException {
        try (var observations = JsonLines.read(fetch.resolve("observations.jsonl.zst"), Observation.class)) {
            observations.forEach(each -> {
                var place = each.place();
                repositories.add(lower(place.name()));
                each.kind().ifPresent(kind -> {
                    if (kind == Kind.MCP_SERVER) {
                        each.facts().list(Field.NAME).forEach(servers::add);
                    }
                    if (!place.blob().isEmpty() && (kind != Kind.MCP_SERVER || isConfig(place.path()))) {
                        files.computeIfAbsent(kind.toString(), none -> new HashMap<>())
                                .computeIfAbsent(lower(place.name()) + " " + place.blob(), none -> new HashSet<>())
                                .add(place.path());
                    }
                });
            });
        }
        try (var problems = JsonLines.read(fetch.resolve("problems.jsonl"), Problem.class)) {
            problems.filter(each -> each.kind() == ProblemKind.DEAD_LINK
                    || each.kind() == ProblemKind.REPOSITORY_BLOCKED).forEach(each -> dead.add(lower(each.text())));
        }
    }

    private static boolean isConfig(String path) {
        return lower(path).matches("(.*/)?(\\.?mcp\\.json|mcps/.*)");
    }

    /// True for a document without hooks, or without servers.
    private static boolean isBare(String kind, String text) {
        try {
            var document = new Foreign(Json.parse(text));
            var hooks = document.at("hooks");
            return kind.equals("hook")
                    ? !hooks.isObject() && !hooks.isList() && !document.isList()
                    : document.at("mcpServers").isObject() && document.at("mcpServers").members().isEmpty();
        } catch (MalformedException e) {
            return false;
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private SortedMap<String, Score> score(String truth, Set<String> listed, Files all) throws IOException {
        var expected = new HashMap<String, Map<String, Long>>();
        var scores = new TreeMap<String, Score>();
        var deadNames = new HashSet<String>();
        dead.forEach(text -> LEADS.matcher(text).results()
                .forEach(found -> deadNames.add(found.group(1))));
        for (var line : truth.lines().toList()) {
            var each = parsed(line);
            var kind = each.text("kind").orElse("");
            var repository = lower(each.text("repo").orElse(""));
            if (KINDS.containsKey(kind)) {
                if ((kind.equals("hook") || kind.equals("mcp-config")) && !isKnown(kind, repository, each)
                        && isBare(kind, all.read(repository, each.text("path").orElse("")))) {
                    scores.merge(word(kind), new Score(0, 0, 0, 1), Score::plus);
                    continue;
                }
                expected.computeIfAbsent(kind, none -> new HashMap<>())
                        .merge(repository + " " + each.text("blob").orElse(""), 1L, Long::sum);
            } else if (kind.equals("list-link")) {
                var name = lower(each.text("name").orElse(""));
                var found = repositories.contains(name) || deadNames.contains(name);
                scores.merge("list_link", new Score(1, found ? 1 : 0, 0, 0), Score::plus);
            }
        }
        expected.forEach((kind, wanted) -> {
            var known = files.getOrDefault(String.valueOf(KINDS.get(kind)), Map.of());
            var found = wanted.entrySet().stream()
                    .mapToLong(each -> Math.min(each.getValue(), known.getOrDefault(each.getKey(), Set.of()).size()))
                    .sum();
            var beyond = known.entrySet().stream()
                    .mapToLong(each -> Math.max(0, each.getValue().size() - wanted.getOrDefault(each.getKey(), 0L)))
                    .sum();
            scores.merge(word(kind),
                    new Score(wanted.values().stream().mapToLong(Long::longValue).sum(), found, beyond, 0),
                    Score::plus);
        });
        scores.put("server", new Score(listed.size(), listed.stream().filter(servers::contains).count(), 0, 0));
        return scores;
    }

    private boolean isKnown(String kind, String repository, Foreign line) {
        return files.getOrDefault(String.valueOf(KINDS.get(kind)), Map.of())
                .containsKey(repository + " " + line.text("blob").orElse(""));
    }

    /// A kind as it is in the name of a figure.
    private static String word(String kind) {
        return kind.replace('-', '_');
    }

    private static Foreign parsed(String line) throws IOException {
        try {
            return new Foreign(Json.parse(line));
        } catch (MalformedException e) {
            throw new IOException("the ground truth is no JSON: " + line, e);
        }
    }
}
