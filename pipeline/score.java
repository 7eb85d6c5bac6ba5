///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/score/*.java

import discovery.edge.cli.Door;
import discovery.edge.cli.ScoreOptions;
import discovery.edge.score.Questions;
import discovery.edge.score.Scoring;
import discovery.model.Stage;

/// score: every entry is judged in parts, with evidence.
void main(String... args) {
    var options = new ScoreOptions();
    System.exit(Door.enter("pipeline/score.java", Stage.SCORE.purpose(), options, args,
            () -> new Questions(options, System.out).answered()
                    ? 0
                    : Door.run(Stage.SCORE, options, Scoring::fill)));
}
