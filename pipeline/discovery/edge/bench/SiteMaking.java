package discovery.edge.bench;

import discovery.edge.cli.Door;
import discovery.edge.cli.RenderOptions;
import discovery.edge.render.Rendering;
import discovery.model.Stage;

/// The stage that makes the site, as `pipeline/render.java` runs it, in a process of its own without JBang before it.
public final class SiteMaking {
    private SiteMaking() {}

    public static void main(String... args) {
        var options = new RenderOptions();
        System.exit(Door.enter("pipeline/render.java", Stage.RENDER.purpose(), options, args,
                () -> Door.run(Stage.RENDER, options.options(), (night, folder) -> new Rendering(night).into(
                        folder, options.tar(), options.update()))));
    }
}
