package discovery.edge.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
    private static final String PATH = "org.sqlite.lib.path";
    private final String before = System.getProperty(PATH, "");

    @TempDir
    Path cache;

    @BeforeEach
    void forget() {
        System.clearProperty(PATH);
    }

    @AfterEach
    void restore() {
        forget();
        if (!before.isEmpty()) {
            System.setProperty(PATH, before);
        }
    }

    @Test
    void it_is_unpacked_once_and_named_to_the_driver() throws IOException {
        NativeLibrary.keepIn(cache);
        var folder = Path.of(System.getProperty(PATH, ""));
        assertTrue(folder.startsWith(cache), folder.toString());
        try (var files = Files.list(folder)) {
            assertTrue(files.anyMatch(file -> file.toString().contains("sqlitejdbc")));
        }
    }

    @Test
    void who_named_another_one_keeps_it() throws IOException {
        System.setProperty(PATH, "/elsewhere");
        NativeLibrary.keepIn(cache);
        assertEquals("/elsewhere", System.getProperty(PATH));
    }
}
