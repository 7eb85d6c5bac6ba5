package discovery.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Expected outputs under `pipeline/test/golden`. A missing one is recorded and fails; `GOLDEN_UPDATE=1` records anew.
public final class Golden {
    private static final Path FOLDER = folder();

    private Golden() {}

    public static void check(String name, String actual) throws IOException {
        assertFalse(actual.isBlank(), "nothing to compare with " + name);
        var file = FOLDER.resolve(name);
        var update = "1".equals(System.getenv("GOLDEN_UPDATE"));
        if (update || !Files.exists(file)) {
            Files.createDirectories(FOLDER.resolve(name).resolveSibling("."));
            Files.writeString(file, actual);
            if (!update) {
                fail("%s was missing; it is recorded now: read it, then run again".formatted(file));
            }
        }
        assertEquals(Files.readString(file), actual, file.toString());
    }

    private static Path folder() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("pipeline/test/golden"))) {
                return at.resolve("pipeline/test/golden");
            }
        }
        throw new IllegalStateException("run the tests inside the repository");
    }
}
