///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/client/*.java discovery/edge/install/*.java
//SOURCES discovery/edge/learn/*.java discovery/edge/mcp/*.java

import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.Door;
import discovery.edge.client.Answers;
import discovery.edge.install.Errands;
import discovery.edge.learn.Learning;
import discovery.edge.mcp.Agents;

/// discover: the client of the index.
void main(String... args) {
    var options = new ClientOptions();
    System.exit(Door.enter("pipeline/discover.java", "keep a verified copy of the index, and ask it", options, args,
            () -> switch (options.verb()) {
                case MCP, REGISTER, UNREGISTER -> Agents.answer(options, System.out);
                case INSTALL -> new Errands(options, System.out).install();
                case UNINSTALL -> new Errands(options, System.out).uninstall();
                case AUDIT -> new Errands(options, System.out).audit();
                case LEARN -> Learning.answer(options, System.out);
                default -> new Answers(options, System.out).answer();
            }));
}
