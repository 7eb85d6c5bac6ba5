///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/chain/*.java

import discovery.edge.chain.Chain;
import discovery.edge.chain.Report;
import discovery.edge.cli.Door;
import discovery.edge.cli.NightOptions;

/// nightly: all stages in their order, each in a process of its own.
void main(String... args) {
    var night = new NightOptions();
    System.exit(Door.enter("pipeline/nightly.java", "run a night, stage by stage", night, args, () -> {
        var code = new Chain(night.options(), night.from(), night.to()).run();
        Report.print(night.options(), code);
        return code;
    }));
}
