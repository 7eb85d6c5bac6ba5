package discovery.edge.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

public class TarTest {
    /// A tar archive, file by file.
    public static final class Archive {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Archive add(String name, char type, String text) {
            var header = new byte[512];
            put(header, 0, name);
            header[156] = (byte) type;
            put(header, 257, "ustar");
            // A link's text is where it leads.
            var content = type == '2' ? "" : text;
            put(header, 157, type == '2' ? text : "");
            put(header, 124, "%011o".formatted(content.length()));
            out.writeBytes(header);
            out.writeBytes(content.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(new byte[(512 - content.length() % 512) % 512]);
            return this;
        }

        private static void put(byte[] header, int at, String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, header, at, bytes.length);
        }

        public byte[] done() {
            out.writeBytes(new byte[1024]);
            return out.toByteArray();
        }
    }

    private static List<String> read(byte[] archive, long most) throws IOException {
        var texts = new ArrayList<String>();
        Tar.read(new ByteArrayInputStream(archive), most, member -> member.size() < 1_000,
                (_, bytes) -> texts.add(new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    @Test
    void files_of_wanted_sizes_and_the_targets_of_links_are_handed_over() throws IOException {
        var archive = new Archive().add("pax", 'g', "13 comment=x\n").add("a/", '5', "").add("a/x", '0', "one")
                .add("../../etc/passwd", '0', "two").add("link", '2', "x").add("big", '0', "b".repeat(3_000))
                .add("y", '0', "three").done();
        assertEquals(List.of("one", "two", "x", "three"), read(archive, 1 << 20));
    }

    @Test
    void an_archive_is_bounded_and_may_be_cut_off() {
        var archive = new Archive().add("a", '0', "x".repeat(900)).add("b", '0', "y").done();
        assertThrows(IOException.class, () -> read(archive, 1_000));
        assertThrows(IOException.class, () -> read(Arrays.copyOf(archive, 700), 1 << 20));
        assertThrows(IOException.class,
                () -> read("no archive ".repeat(100).getBytes(StandardCharsets.UTF_8), 1 << 20));
    }
}
