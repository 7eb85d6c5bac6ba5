///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/serve/*.java

import discovery.edge.cli.Door;
import discovery.edge.cli.ServeOptions;
import discovery.edge.serve.StaticServer;

/// serve: a folder on http://127.0.0.1, until Ctrl-C.
void main(String... args) {
    var options = new ServeOptions();
    System.exit(Door.enter("pipeline/serve.java", "serve a folder on this machine", options, args, () -> {
        try (var server = StaticServer.start(options.folder(), options.port(), Optional.of(options.index()))) {
            IO.println("listening " + server.url());
            Thread.sleep(Long.MAX_VALUE);
        }
        return 0;
    }));
}
