///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/publish/*.java

import discovery.edge.cli.Door;
import discovery.edge.cli.PublishOptions;
import discovery.edge.cli.Tally;
import discovery.edge.publish.Layout;
import discovery.model.Stage;

/// publish: what the gate has passed is laid out for each public place.
void main(String... args) {
    var options = new PublishOptions();
    System.exit(Door.enter("pipeline/publish.java", Stage.PUBLISH.purpose(), options, args,
            () -> Door.run(Stage.PUBLISH, options.options(), (night, folder) -> {
                var release = night.out().resolve(Stage.SIGN.folder());
                var site = night.out().resolve(Stage.RENDER.folder());
                var layout = Layout.of(release, site, night.in(Stage.VALIDATE, "report.json"));
                return Tally.of(night.count(Stage.SIGN), layout.into(folder, options.beside()));
            })));
}
