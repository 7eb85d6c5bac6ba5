///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/fetch/*.java

import discovery.edge.cli.Door;
import discovery.edge.fetch.Fetching;
import discovery.model.Stage;

/// fetch: every source is asked what it has, and what it says is written down.
void main(String... args) {
    Door.open(Stage.FETCH, args, (night, folder) -> new Fetching(night, folder).run());
}
