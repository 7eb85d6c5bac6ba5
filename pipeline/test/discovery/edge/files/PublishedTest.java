package discovery.edge.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedTest {
    @TempDir
    Path temp;

    private static Published.Writing text(String text) {
        return folder -> Files.writeString(folder.resolve("file"), text);
    }

    @Test
    void a_folder_appears_whole() throws IOException {
        Published.folder(temp.resolve("place"), text("new"));
        assertEquals("new", Files.readString(temp.resolve("place/file")));
    }

    @Test
    void a_finished_folder_is_never_overwritten() throws IOException {
        Published.folder(temp.resolve("place"), text("old"));
        assertThrows(IOException.class, () -> Published.folder(temp.resolve("place"), text("new")));
        assertEquals("old", Files.readString(temp.resolve("place/file")));
    }

    @Test
    void when_writing_fails_the_old_folder_stays_and_nothing_is_left_behind() throws IOException {
        Published.folder(temp.resolve("place"), text("old"));
        assertThrows(IOException.class, () -> Published.replacing(temp.resolve("place"), folder -> {
            Files.writeString(folder.resolve("file"), "half");
            throw new IOException("the disk is full");
        }));
        assertEquals("old", Files.readString(temp.resolve("place/file")));
        try (var left = Files.list(temp)) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void a_kill_between_the_two_renames_is_recovered() throws IOException {
        Files.createDirectory(temp.resolve(".old-place"));
        Files.writeString(temp.resolve(".old-place/file"), "old");
        Files.createDirectory(temp.resolve(".new-place"));
        Published.recover(temp);
        assertEquals("old", Files.readString(temp.resolve("place/file")));
        assertFalse(Files.exists(temp.resolve(".new-place")));
    }

    @Test
    void a_kill_after_the_second_rename_is_recovered() throws IOException {
        Published.folder(temp.resolve("place"), text("new"));
        Files.createDirectory(temp.resolve(".old-place"));
        Published.recover(temp);
        assertEquals("new", Files.readString(temp.resolve("place/file")));
        assertFalse(Files.exists(temp.resolve(".old-place")));
    }
}
