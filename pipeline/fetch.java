///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/fetch/*.java
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1

import discovery.edge.cli.Door;
import discovery.edge.cli.FetchOptions;
import discovery.edge.fetch.Fetching;
import discovery.edge.fetch.Part;
import discovery.model.Stage;

/// fetch: every source is asked what it has, and what it says is written down. Most of a night is waiting: what the
/// second compiler costs is a third of its work, and nothing is the faster for it.
void main(String... args) {
    var options = new FetchOptions();
    System.exit(Door.enter("pipeline/fetch.java", Stage.FETCH.purpose(), options, args, () -> {
        var share = options.share();
        return share.isPresent()
                ? Part.read(options.options(), share.get())
                : Door.run(Stage.FETCH, options.options(), (night, folder) -> new Fetching(night, folder).run());
    }));
}
