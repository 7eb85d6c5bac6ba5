///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/render/*.java
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1 -Xmn40m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=15

import discovery.edge.cli.Door;
import discovery.edge.cli.RenderOptions;
import discovery.edge.render.Rendering;
import discovery.model.Stage;

/// render: the site, page by page.
void main(String... args) {
    var options = new RenderOptions();
    System.exit(Door.enter("pipeline/render.java", Stage.RENDER.purpose(), options, args,
            () -> Door.run(Stage.RENDER, options.options(), (night, folder) -> new Rendering(night).into(
                    folder, options.tar(), options.update()))));
}
