///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/client/*.java

import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.Door;
import discovery.edge.client.Answers;

/// discover: the client of the index.
void main(String... args) {
    var options = new ClientOptions();
    System.exit(Door.enter("pipeline/discover.java", "keep a verified copy of the index, and ask it", options, args,
            () -> new Answers(options, System.out).answer()));
}
