package discovery.edge.fetch;

import discovery.edge.cli.Night;
import discovery.edge.cli.Tally;
import discovery.edge.files.Published;
import discovery.edge.files.SortedLines;
import discovery.edge.github.Forges;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.edge.progress.Progress;
import discovery.fetch.FetchFailedException;
import discovery.fetch.Shrinking;
import discovery.fetch.Sink;
import discovery.fetch.Summary;
import discovery.model.Config;
import discovery.model.Problem;
import discovery.model.SourceKind;
import discovery.model.SourceReport;
import discovery.release.Gates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Fills the folder of `fetch`: `observations.jsonl.zst`, `problems.jsonl`, `sources.json` and `ages.json`.
public final class Fetching {
    private static final char CUT = '\t';
    /// What would cut a line of sorted lines, besides the mark within keys.
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029&&[^\\u0001]]");

    private final Night night;
    private final Path folder;

    public Fetching(Night night, Path folder) {
        this.night = night;
        this.folder = folder;
    }

    /// @throws FetchFailedException when the night can't stand without a source that gave nothing
    public Tally run() throws IOException, FetchFailedException {
        try (var observations = new SortedLines(folder); var problems = new SortedLines(folder)) {
            var summary = collect(new Writing(observations, problems));
            var written = write(observations, "observations.jsonl.zst");
            write(problems, "problems.jsonl");
            report(summary);
            try (var found = JsonLines.read(folder.resolve("problems.jsonl"), Problem.class)) {
                return Tally.of(summary.sources().size(), written).with(found::iterator);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Summary collect(Sink sink) throws IOException, FetchFailedException {
        var today = LocalDate.ofEpochDay(night.today());
        var world = night.world();
        // A world on disk never fails, and what it says must not depend on what ran before: its cache is thrown away.
        var cache = world.isPresent() ? folder.resolve(".cache") : Night.cache().resolve("fetch");
        try (var forges = world.isPresent()
                ? Forges.ofWorld(night.config().nights().get(world.get()), night.beside(""), cache,
                        System.getenv(), today)
                : Forges.ofGitHub(night.beside(""), cache, System.getenv(), today);
                var progress = Progress.of("fetch", -1)) {
            var summary = forges.collector(world.isPresent() ? Shrinking.FREELY : shrinking()).collect(
                    night.config(), new HashSet<>(night.options().only()), sink,
                    (what, done, total) -> {
                        progress.note(what);
                        progress.reach(done, total.orElse(-1));
                    });
            if (world.isEmpty() && night.options().only().isEmpty()) {
                forges.prune();
            }
            if (world.isEmpty()) {
                System.err.println("fetch: " + forges.traffic().sentence());
                summary.sources().forEach(Fetching::tell);
            }
            return summary;
        } finally {
            if (world.isPresent()) {
                Published.delete(cache);
            }
        }
    }

    /// Whoever watches hears at once of what is not as it should be. Foreign words are on one line.
    private static void tell(Summary.OfSource source) {
        if (source.state() != Summary.State.FRESH) {
            System.err.println("fetch: source `%s` failed: %s; %s".formatted(source.id(),
                    BREAKS.matcher(source.note()).replaceAll(" "),
                    source.day().map("what it said on %s stands in"::formatted)
                            .orElse("there is no last good data of it")));
        }
    }

    /// What the gates let a source shrink by; an override for `source:ID` lets it shrink for once.
    private Shrinking shrinking() throws IOException {
        var file = night.beside(night.config().gates());
        if (!Files.exists(file)) {
            return Shrinking.FREELY;
        }
        var gates = Yaml.read(file, Gates.class);
        var today = night.now().toString().substring(0, 10);
        return new Shrinking(gates.mayShrink(), gates.smallSource(), gates.overrides().stream()
                .filter(each -> each.until().compareTo(today) >= 0 && each.gate().startsWith("source:"))
                .map(each -> each.gate().substring("source:".length()))
                .collect(Collectors.toSet()));
    }

    private record Writing(SortedLines observations, SortedLines problems) implements Sink {
        @Override
        public void observation(String key, String line) {
            add(observations, key, line);
        }

        @Override
        public void problem(Problem problem) {
            var key = String.join("\u0001", problem.source(), problem.place(), problem.kind().toString());
            add(problems, key, Json.line(problem));
        }

        private static boolean isPlain(String key) {
            for (var i = 0; i < key.length(); i++) {
                var unit = key.charAt(i);
                if ((unit < ' ' && unit != 1) || unit > '~') {
                    return false;
                }
            }
            return true;
        }

        private static void add(SortedLines lines, String key, String line) {
            try {
                lines.add((isPlain(key) ? key : BREAKS.matcher(key).replaceAll(" ")) + CUT + line);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// What is said twice in the same words is written once.
    private long write(SortedLines lines, String file) throws IOException {
        try (var out = new JsonLines.Writer(folder.resolve(file))) {
            var last = new String[] {""};
            lines.drainTo(line -> {
                if (!line.equals(last[0])) {
                    last[0] = line;
                    out.line(line.substring(line.indexOf(CUT) + 1));
                }
            });
            return out.count();
        }
    }

    /// Every declared source, read or not, and the age of its data in days.
    private void report(Summary summary) throws IOException {
        var reports = new ArrayList<SourceReport>();
        var ages = new TreeMap<String, Long>();
        for (var source : night.config().sources()) {
            var report = summary.sources().stream()
                    .filter(each -> each.id().equals(source.id()))
                    .findFirst()
                    .map(each -> report(source, each))
                    .orElseGet(() -> new SourceReport(source.id(), source.kind(), source.kind() == SourceKind.DECLARED
                            ? SourceReport.State.DECLARED
                            : SourceReport.State.OFF, 0,
                            OptionalLong.empty(), source.terms(), source.status()));
            reports.add(report);
            report.day().ifPresent(day -> ages.put(source.id(), night.today() - day));
        }
        Files.writeString(folder.resolve("sources.json"), Json.pretty(reports));
        Files.writeString(folder.resolve("ages.json"), Json.pretty(ages));
    }

    private static SourceReport report(Config.Source source, Summary.OfSource of) {
        var state = switch (of.state()) {
            case FRESH -> SourceReport.State.FRESH;
            case LAST_GOOD -> SourceReport.State.LAST_GOOD;
            case FAILED -> SourceReport.State.FAILED;
        };
        var day = Optional.of(of).flatMap(Summary.OfSource::day).map(LocalDate::toEpochDay);
        return new SourceReport(source.id(), source.kind(), state, of.seen(),
                day.map(OptionalLong::of).orElseGet(OptionalLong::empty), source.terms(),
                Optional.of(of.note()).filter(note -> !note.isEmpty()));
    }
}
