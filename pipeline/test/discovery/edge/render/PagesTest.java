package discovery.edge.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import discovery.edge.cli.StageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    private static final int BLOCK = 512;
    private static final String LONG = "skills/" + "a-long-name-".repeat(12) + "x.html";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> pages() {
        var pages = new LinkedHashMap<String, byte[]>();
        pages.put("index.html", bytes("<!doctype html>"));
        pages.put(LONG, bytes("x".repeat(BLOCK)));
        pages.put(".nojekyll", new byte[0]);
        return pages;
    }

    @Test
    void a_tar_holds_the_same_pages_and_its_bytes_repeat(@TempDir Path folder) throws IOException {
        for (var name : new String[] {"one.tar", "two.tar"}) {
            try (var tar = new PageTar(folder.resolve(name))) {
                pages().forEach(tar::write);
            }
        }
        var tar = Files.readAllBytes(folder.resolve("one.tar"));
        assertArrayEquals(tar, Files.readAllBytes(folder.resolve("two.tar")));
        assertEquals(0, tar.length % BLOCK);
        var read = read(tar);
        assertEquals(pages().keySet(), read.keySet());
        pages().forEach((path, content) -> assertArrayEquals(content, read.get(path), path));
    }

    /// Reads as POSIX says, with the sum of each header checked.
    private static Map<String, byte[]> read(byte[] tar) {
        var files = new LinkedHashMap<String, byte[]>();
        var longer = "";
        for (var at = 0; tar[at] != 0;) {
            var header = Arrays.copyOfRange(tar, at, at + BLOCK);
            var said = Integer.parseInt(text(header, 148, 7), 8);
            Arrays.fill(header, 148, 156, (byte) ' ');
            var sum = 0;
            for (var octet : header) {
                sum += octet & 0xFF;
            }
            assertEquals(said, sum);
            assertEquals("ustar", text(header, 257, 5));
            var size = Integer.parseInt(text(header, 124, 11), 8);
            var content = Arrays.copyOfRange(tar, at + BLOCK, at + BLOCK + size);
            if (header[156] == 'L') {
                longer = new String(content, StandardCharsets.US_ASCII);
            } else {
                files.put(longer.isEmpty() ? text(header, 0, 100) : longer, content);
                longer = "";
            }
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        return files;
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.US_ASCII).replaceFirst("\0.*", "");
    }

    @Test
    void no_page_leaves_the_folder(@TempDir Path folder) {
        var files = new PageFiles(folder.resolve("site"), false);
        assertThrows(IllegalStateException.class, () -> files.write("../evil.html", new byte[0]));
    }

    @Test
    void the_mark_of_a_site_says_what_is_in_it(@TempDir Path folder) throws IOException {
        var one = marked(folder.resolve("one"), pages());
        assertEquals(one, marked(folder.resolve("two"), pages()));
        assertEquals(pages().size(), one.files());
        assertEquals(pages().values().stream().mapToLong(content -> content.length).sum(), one.bytes());
        var other = pages();
        other.put("index.html", bytes("<!doctype htmL>"));
        assertFalse(one.equals(marked(folder.resolve("three"), other)));
        var renamed = pages();
        renamed.put("other.html", renamed.remove("index.html"));
        assertFalse(one.equals(marked(folder.resolve("four"), renamed)));
    }

    @Test
    void a_page_that_comes_again_gets_a_second_name_and_is_marked_as_a_file_of_its_own(@TempDir Path folder)
            throws IOException {
        var site = Files.createDirectory(folder.resolve("site"));
        try (var pages = Remembering.in(site, folder.resolve("place"), Optional.empty())) {
            pages.write("badges/a.svg", bytes("<svg/>"));
            pages.again("badges/deep/b.svg", "badges/a.svg", bytes("<svg/>"));
            assertEquals(2, pages.done().files());
        }
        assertEquals("<svg/>", Files.readString(site.resolve("badges/deep/b.svg")));
        assertEquals(Files.getAttribute(site.resolve("badges/a.svg"), "unix:ino"),
                Files.getAttribute(site.resolve("badges/deep/b.svg"), "unix:ino"));
    }

    @Test
    void a_page_that_can_get_no_second_name_is_written(@TempDir Path folder) throws IOException {
        var files = new PageFiles(folder, false);
        files.again("b.svg", "never-written.svg", bytes("<svg/>"));
        assertEquals("<svg/>", Files.readString(folder.resolve("b.svg")));
    }

    private static StageFile.Output marked(Path folder, Map<String, byte[]> pages) throws IOException {
        try (var marked = Remembering.in(Files.createDirectory(folder), folder, Optional.empty())) {
            pages.forEach(marked::write);
            return marked.done();
        }
    }
}
