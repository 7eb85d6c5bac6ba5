///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/diff/*.java discovery/edge/release/*.java

import discovery.build.Dump;
import discovery.edge.cli.Door;
import discovery.edge.cli.Tally;
import discovery.edge.diff.Deltas;
import discovery.edge.diff.Diffing;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.release.Previous;
import discovery.model.Problem;
import discovery.model.Stage;
import java.util.stream.Stream;

/// diff: what changed since the last release, as patches for clients and as changes for people.
void main(String... args) {
    Door.open(Stage.DIFF, args, (night, folder) -> {
        var diffing = new Diffing(night.in(Stage.BUILD, "skills.jsonl"));
        var previous = Previous.of(night.out());
        try (var problems = JsonLines.read(night.folder(Stage.FETCH).resolve("problems.jsonl"), Problem.class);
                var lines =
                        previous.isPresent() ? JsonLines.lines(previous.get().dump()) : Stream.of(Dump.header(0, 0))) {
            var counts = diffing.changes(Dump.read(lines.iterator(), Json::parse), Diffing.gone(problems), folder);
            if (previous.isPresent()) {
                Deltas.to(night.folder(Stage.BUILD), previous.get(), folder);
            }
            return Tally.of(night.count(Stage.BUILD),
                    counts.added() + counts.changed() + counts.renamed() + counts.removed());
        }
    });
}
