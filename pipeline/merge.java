///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/merge/*.java discovery/edge/release/*.java discovery/build/*.java

import discovery.edge.cli.Door;
import discovery.edge.cli.Tally;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.edge.merge.Merging;
import discovery.edge.merge.PreviousEntries;
import discovery.merge.MergeRules;
import discovery.model.Problem;
import discovery.model.Stage;

/// merge: everything that was said of one thing becomes one entry.
void main(String... args) {
    Door.open(Stage.MERGE, args, (night, folder) -> {
        var rules = Yaml.read(night.beside(night.config().merge()), MergeRules.class);
        try (var observations = JsonLines.lines(night.in(Stage.FETCH, "observations.jsonl.zst"));
                var previous = PreviousEntries.open(night)) {
            var merged = new Merging(night.config(), rules, night.today(), folder)
                    .merge(observations, previous.known(), previous.nextSlot());
            var problems = JsonLines.read(folder.resolve("problems.jsonl"), Problem.class);
            return Tally.of(merged.observations(), merged.entries()).with(problems::iterator);
        }
    });
}
