///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/bench/*.java

import discovery.edge.bench.Benches;
import discovery.edge.cli.BenchOptions;
import discovery.edge.cli.Door;
import discovery.edge.cli.Home;

/// bench: figures as JSON Lines, taken the same way by anyone.
void main(String... args) {
    var options = new BenchOptions();
    System.exit(Door.enter("scripts/bench", "take figures, one JSON object a line", options, args,
            () -> Benches.run(options, Home.find(), System.out)));
}
