package discovery.edge.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments of the ledger.
public final class OpsOptions {
    @Parameters(index = "0", paramLabel = "VERB", defaultValue = "status",
            description = "server|service|route|secret list, server|service|route add NAME, server|service status NAME,"
                    + " route check; status, health [SERVICE], map, deps SERVICE, impact SERVICE, history [SERVICE],"
                    + " events, alert, brief, incident \"WHAT YOU SEE\", costs, scan; record, cache ls|prune, logs"
                    + " prune, rehearse WORKFLOW")
    String verb = "status";

    @Parameters(index = "1..*", paramLabel = "WORDS", description = "what the verb is about")
    List<String> words = List.of();

    @Option(names = "--json", description = "answer in JSON")
    boolean json;

    @Option(names = "--mermaid", description = "map: as a Mermaid diagram")
    boolean mermaid;

    @Option(names = "--reverse", description = "deps: who stands on it")
    boolean reverse;

    @Option(names = "--offline", description = "ask nobody; say what was last seen")
    boolean offline;

    @Option(names = "--lines", description = "health: a line each, `service state sentence`")
    boolean lines;

    @Option(names = "--server", paramLabel = "NAME", description = "only what is on it; service add: where it is")
    Optional<String> server = Optional.empty();

    @Option(names = "--service", paramLabel = "NAME", description = "only what is about it; route add: who answers")
    Optional<String> service = Optional.empty();

    @Option(names = "--since", paramLabel = "DAY", description = "events: from this day on, as 2026-11-01")
    Optional<String> since = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "add: what else is to be written down")
    Map<String, String> set = new TreeMap<>();

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "manifests/sources.yaml",
            description = "the night's configuration (default: ${DEFAULT-VALUE})")
    Path config = Path.of("");

    @Option(names = "--infra", paramLabel = "FILE",
            description = "what there is (default: infra.yaml beside the configuration)")
    Optional<Path> infra = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "build",
            description = "a night's folders (default: ${DEFAULT-VALUE})")
    Path out = Path.of("");

    @Option(names = "--db", paramLabel = "FILE", description = "the ledger (default: OUT/build/infra.db)")
    Optional<Path> db = Optional.empty();

    @Option(names = "--runs", paramLabel = "FILE", description = "record: the workflow's runs, as gh prints them")
    Optional<Path> runs = Optional.empty();

    @Option(names = "--releases", paramLabel = "FILE", description = "record: the releases, as gh prints them")
    Optional<Path> releases = Optional.empty();

    @Option(names = "--issues", paramLabel = "FILE", description = "record: the incidents' issues, as gh prints them")
    Optional<Path> issues = Optional.empty();

    @Option(names = "--into", paramLabel = "FILE", description = "record: where to write (default: OUT/ops.jsonl)")
    Optional<Path> into = Optional.empty();

    @Option(names = "--clients", paramLabel = "N", defaultValue = "1000",
            description = "costs: who take every build (default: ${DEFAULT-VALUE})")
    long clients;

    @Option(names = "--days", paramLabel = "N", description = "prune: what is older goes")
    Optional<Integer> days = Optional.empty();

    @Option(names = "--most", paramLabel = "MB", description = "cache prune: what is over this goes, the oldest first")
    Optional<Long> most = Optional.empty();

    @Option(names = "--fail-at", paramLabel = "JOB/STEP", description = "rehearse: kill the run after this step")
    Optional<String> failAt = Optional.empty();

    @Option(names = "--event", paramLabel = "EVENT", description = "rehearse: what starts it (default: its first)")
    Optional<String> event = Optional.empty();

    @Option(names = "--input", paramLabel = "NAME=VALUE", description = "rehearse: an input of the workflow")
    Map<String, String> inputs = new TreeMap<>();

    @Option(names = "--keep", paramLabel = "DIR", description = "rehearse: where to leave what is public")
    Optional<Path> keep = Optional.empty();

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public String verb() {
        return verb;
    }

    /// A word after the verb.
    public Optional<String> word(int place) {
        return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
    }

    public boolean json() {
        return json;
    }

    public boolean mermaid() {
        return mermaid;
    }

    public boolean reverse() {
        return reverse;
    }

    public boolean offline() {
        return offline;
    }

    public boolean lines() {
        return lines;
    }

    public Optional<String> server() {
        return server;
    }

    public Optional<String> service() {
        return service;
    }

    public Optional<String> since() {
        return since;
    }

    public Map<String, String> set() {
        return set;
    }

    public Path config() {
        return config;
    }

    public Path infra() {
        return infra.orElseGet(() -> config.resolveSibling("infra.yaml"));
    }

    public Path out() {
        return out;
    }

    public Path db() {
        return db.orElseGet(() -> out.resolve("build").resolve("infra.db"));
    }

    public Optional<Path> runs() {
        return runs;
    }

    public Optional<Path> releases() {
        return releases;
    }

    public Optional<Path> issues() {
        return issues;
    }

    public Path into() {
        return into.orElseGet(() -> out.resolve("ops.jsonl"));
    }

    public long clients() {
        return clients;
    }

    public Optional<Integer> days() {
        return days;
    }

    public Optional<Long> most() {
        return most;
    }

    public Optional<String> failAt() {
        return failAt;
    }

    public Optional<String> event() {
        return event;
    }

    public Map<String, String> inputs() {
        return inputs;
    }

    public Optional<Path> keep() {
        return keep;
    }
}
