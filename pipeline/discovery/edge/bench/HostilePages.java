package discovery.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The small site with everything on it and hostile entries, as the browser tests make it.
final class HostilePages {
    private HostilePages() {}

    static Path write(Setting setting) throws IOException {
        var folder = setting.work().resolve("hostile");
        if (!Files.exists(folder)) {
            var log = setting.work().resolve("hostile.log");
            var cost = new Command(setting.home(), List.of("scripts/jbang",
                    "pipeline/test/discovery/site/HostileSite.java", folder.toString(),
                    "pipeline/test/web/vectors.txt"), Map.of()).run(log);
            if (cost.code() != 0) {
                throw new IOException("the hostile site could not be made: " + Files.readString(log));
            }
        }
        return folder;
    }
}
