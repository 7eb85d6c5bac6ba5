///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/fetch/*.java
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1

import discovery.edge.cli.Door;
import discovery.edge.cli.ShardOptions;
import discovery.edge.fetch.Fetching;
import discovery.edge.fetch.Part;
import discovery.model.Stage;

/// fetch: every source is asked what it has, and what it says is written down. Most of a night is waiting: what the
/// second compiler costs is a third of its work, and nothing is the faster for it.
void main(String... args) {
    if (ShardOptions.areIn(args)) {
        System.exit(Part.run(args));
    }
    Door.open(Stage.FETCH, args, (night, folder) -> new Fetching(night, folder).run());
}
