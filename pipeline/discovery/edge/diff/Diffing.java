package discovery.edge.diff;

import discovery.build.Dump;
import discovery.diff.Changes;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import discovery.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/// One build against the one before: what changed, for people.
public final class Diffing {
    private final Path dump;

    /// @param dump tonight's `skills.jsonl`
    public Diffing(Path dump) {
        this.dump = dump;
    }

    /// Writes `changes.jsonl`, one change a line, and `counts.json`.
    ///
    /// @param old  the older `skills.jsonl`; on a first night a dump without entries
    /// @param gone places of repositories that GitHub no longer has
    public Changes.Counts changes(Iterator<Row> old, Set<String> gone, Path folder) throws IOException {
        var repositories = new HashSet<Long>();
        try (var lines = JsonLines.lines(dump)) {
            Dump.read(lines.iterator(), Json::parse)
                    .forEachRemaining(row -> repositories.add(row.content().repository()));
        }
        try (var lines = JsonLines.lines(dump);
                var out = new JsonLines.Writer(folder.resolve("changes.jsonl"))) {
            var changes = Changes.between(old, Dump.read(lines.iterator(), Json::parse),
                    row -> reason(row, repositories, gone));
            changes.forEachRemaining(change -> out.add(Changes.json(change)));
            Files.writeString(folder.resolve("counts.json"), Json.pretty(changes.counts()));
            return changes.counts();
        }
    }

    private static String reason(Row row, Set<Long> repositories, Set<String> gone) {
        var content = row.content();
        if (content.repository() == 0) {
            return "No source lists it any more.";
        }
        if (gone.contains(content.place())) {
            return "GitHub no longer has its repository.";
        }
        return repositories.contains(content.repository())
                ? "It is no longer in its repository."
                : "No source leads to its repository any more.";
    }

    /// Places of repositories that fetch did not find.
    public static Set<String> gone(Stream<Problem> problems) {
        var places = new HashSet<String>();
        problems.filter(problem -> problem.kind() == ProblemKind.REPOSITORY_GONE
                || problem.kind() == ProblemKind.DEAD_LINK)
                .forEach(problem -> places.add(problem.place()));
        return places;
    }
}
