package discovery.edge.score;

import discovery.edge.cli.Night;
import discovery.edge.cli.ScoreOptions;
import discovery.edge.json.Cursor;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.model.Entry;
import discovery.model.Judgement;
import discovery.model.Member;
import discovery.model.Stage;
import discovery.score.Explanation;
import discovery.score.Rankings;
import discovery.score.Score;
import discovery.score.Weights;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;

/// Why a score is what it is, and what other weights would do. Reads what a night has left; writes nothing.
public final class Questions {
    private final ScoreOptions options;
    private final PrintStream out;

    public Questions(ScoreOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /// Answers what the flags ask.
    ///
    /// @return false when they ask nothing
    public boolean answered() throws IOException {
        if (options.explain().isPresent()) {
            explain(Night.of(options), options.explain().get());
        }
        if (options.compare().isPresent()) {
            compare(Night.of(options), options.compare().get());
        }
        return options.explain().isPresent() || options.compare().isPresent();
    }

    private void explain(Night night, String wanted) throws IOException {
        var weights = Yaml.read(night.beside(night.config().score()), Weights.class);
        var judge = Scoring.judge(night);
        try (var entries = JsonLines.read(night.in(Stage.MERGE, Scoring.ENTRIES), Entry.class);
                var before = LastScores.open(night);
                var families = new Cursor<>(
                        JsonLines.read(night.in(Stage.MERGE, Scoring.FAMILIES), Member.class), Member::id)) {
            var found = Optional.<Judgement>empty();
            for (var entry : (Iterable<Entry>) entries::iterator) {
                var member = families.at(entry.id());
                if (entry.id().equals(wanted) || entry.slug().equals(wanted)) {
                    found = Optional.of(judge.judge(entry, member, before.of(entry.id())));
                    break;
                }
            }
            var judgement = found.orElseThrow(() -> new IOException(
                    "there is no entry `%s` in %s; ids are in merge/%s".formatted(
                            wanted, options.out(), Scoring.ENTRIES)));
            out.println(judgement.id());
            Explanation.lines(judgement, weights).forEach(out::println);
            judgement.findings().forEach(finding -> out.printf(Locale.ROOT, "%s %s, line %d: %s%n",
                    finding.severity(), finding.rule(), finding.line(), finding.excerpt()));
            Explanation.advice(judgement, weights).forEach(each -> out.println("To raise it: " + each));
        }
    }

    private void compare(Night night, Path file) throws IOException {
        var now = Yaml.read(night.beside(night.config().score()), Weights.class);
        var other = Yaml.read(file, Weights.class);
        var names = new HashMap<String, String>();
        try (var entries = JsonLines.read(night.in(Stage.MERGE, Scoring.ENTRIES), Entry.class)) {
            entries.forEach(entry -> names.put(entry.id(), entry.slug()));
        }
        var scored = new ArrayList<Rankings.Scored>();
        try (var judgements = JsonLines.read(night.in(Stage.SCORE, Scoring.JUDGEMENTS), Judgement.class)) {
            judgements.forEach(judgement -> scored.add(new Rankings.Scored(
                    judgement.id(), Optional.ofNullable(names.get(judgement.id())).orElse(""),
                    Score.total(judgement, now), Score.total(judgement, other))));
        }
        var moves = Rankings.moves(scored);
        out.printf(Locale.ROOT, "%,d of %,d entries change their rank under %s%n", moves.size(), scored.size(), file);
        moves.stream().limit(options.limit()).forEach(move -> out.printf(Locale.ROOT,
                "%+6d  rank %d -> %d  score %.1f -> %.1f  %s%n", move.climb(), move.was(), move.is(),
                move.entry().before() / 100.0, move.entry().after() / 100.0, move.entry().name()));
    }
}
