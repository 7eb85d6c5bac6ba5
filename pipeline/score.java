///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/score/*.java

import discovery.edge.cli.Door;
import discovery.edge.cli.Tally;
import discovery.edge.json.Cursor;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.edge.progress.Progress;
import discovery.model.Entry;
import discovery.model.Member;
import discovery.model.Stage;
import discovery.score.Judge;
import discovery.score.SafetyRules;
import discovery.score.Weights;

/// score: every entry is judged in parts, with evidence.
void main(String... args) {
    Door.open(Stage.SCORE, args, (night, folder) -> {
        var weights = Yaml.read(night.beside(night.config().score()), Weights.class);
        var rules = Yaml.read(night.beside(night.config().safety()), SafetyRules.class);
        var judge = new Judge(weights, rules, night.today());
        try (var entries = JsonLines.read(night.in(Stage.MERGE, "entries.jsonl.zst"), Entry.class);
                var families = new Cursor<>(
                        JsonLines.read(night.in(Stage.MERGE, "families.jsonl"), Member.class), Member::id);
                var progress = Progress.of("score", night.count(Stage.MERGE))) {
            var count = JsonLines.write(folder.resolve("judgements.jsonl.zst"), entries
                    .map(entry -> judge.judge(entry, families.at(entry.id())))
                    .peek(judgement -> progress.step(1)));
            return Tally.of(count, count);
        }
    });
}
