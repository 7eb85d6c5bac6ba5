package discovery.edge.score;

import discovery.edge.cli.Night;
import discovery.edge.cli.Tally;
import discovery.edge.json.Cursor;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.edge.progress.Progress;
import discovery.edge.re2j.Linear;
import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Member;
import discovery.model.Stage;
import discovery.score.Context;
import discovery.score.Crowd;
import discovery.score.Judge;
import discovery.score.SafetyRules;
import discovery.score.Sarif;
import discovery.score.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Judges every entry of a night.
public final class Scoring {
    static final String ENTRIES = "entries.jsonl.zst";
    static final String FAMILIES = "families.jsonl";
    static final String JUDGEMENTS = "judgements.jsonl.zst";
    private static final String FINDINGS = "findings.sarif";

    private Scoring() {}

    /// Writes `judgements.jsonl.zst`, in the order of the entries, and `findings.sarif`: what a reader should look at.
    public static Tally fill(Night night, Path folder) throws IOException {
        var judge = judge(night);
        try (var entries = JsonLines.read(night.in(Stage.MERGE, ENTRIES), Entry.class);
                var families =
                        new Cursor<>(JsonLines.read(night.in(Stage.MERGE, FAMILIES), Member.class), Member::id);
                var before = LastScores.open(night);
                var progress = Progress.of("score", night.count(Stage.MERGE));
                var out = new JsonLines.Writer(folder.resolve(JUDGEMENTS))) {
            var rules = Yaml.read(night.beside(night.config().safety()), SafetyRules.class);
            var results = new ArrayList<Object>();
            for (var entry : (Iterable<Entry>) entries::iterator) {
                var judgement = judge.judge(entry, families.at(entry.id()), before.of(entry.id()));
                out.add(judgement);
                Sarif.results(entry, judgement, rules).limit(Sarif.MOST - results.size()).forEach(results::add);
                progress.step(1);
            }
            Files.writeString(folder.resolve(FINDINGS), Json.pretty(Sarif.document(rules, results)));
            return Tally.of(out.count(), out.count());
        }
    }

    /// The judge of a night, who has counted all of its entries.
    static Judge judge(Night night) throws IOException {
        var weights = Yaml.read(night.beside(night.config().score()), Weights.class);
        var rules = Yaml.read(night.beside(night.config().safety()), SafetyRules.class);
        var crowd = new Crowd();
        try (var entries = JsonLines.read(night.in(Stage.MERGE, ENTRIES), Entry.class)) {
            entries.forEach(entry -> crowd.add(entry.place(), entry.facts().day(Field.CREATED), entry.firstSeen()));
        }
        return new Judge(
                weights, rules, new Linear(),
                new Context(crowd, Context.own(night.config().kinds()), night.today()));
    }
}
