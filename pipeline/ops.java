///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1
//SOURCES discovery/edge/cli/*.java discovery/edge/ops/*.java

import discovery.edge.cli.Door;
import discovery.edge.cli.OpsOptions;
import discovery.edge.ops.Operating;

/// ops: the ledger of what the index stands on, and what became of it.
void main(String... args) {
    var options = new OpsOptions();
    System.exit(Door.enter("pipeline/ops.java", "say what the index stands on, and how it is", options, args,
            () -> new Operating(options, System.out).answer()));
}
