package discovery.edge.json;

import discovery.edge.zstd.Zstd;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// JSON Lines: UTF-8, `\n`, one record a line; packed with zstd where the name ends in `.zst`.
public final class JsonLines {
    private JsonLines() {}

    /// The records of a file, read as they are asked for. Close the stream.
    ///
    /// @throws UncheckedIOException while reading, naming file and line, when a line is not such a record
    public static <T> Stream<T> read(Path file, Class<T> type) throws IOException {
        var number = new AtomicLong();
        return lines(file).map(line -> {
            number.incrementAndGet();
            try {
                return Json.read(line, type);
            } catch (MalformedException e) {
                throw new UncheckedIOException(
                        new IOException("%s:%d: %s".formatted(file, number.get(), e.getMessage()), e));
            }
        });
    }

    /// The lines of a file, read as they are asked for. Close the stream.
    public static Stream<String> lines(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        var plain = packed(file) ? Zstd.unpacking(in) : in;
        var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
        return reader.lines().onClose(() -> {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Writes the records and says how many there were.
    public static long write(Path file, Stream<?> records) throws IOException {
        try (var writer = new Writer(file)) {
            records.forEachOrdered(writer::add);
            return writer.count();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean packed(Path file) {
        return file.toString().endsWith(".zst");
    }

    /// An open file that takes record after record. Not safe for several threads.
    public static final class Writer implements AutoCloseable {
        private final OutputStream out;
        private long count;

        public Writer(Path file) throws IOException {
            var raw = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            out = packed(file) ? new BufferedOutputStream(Zstd.packing(raw, Zstd.WORK), 1 << 16) : raw;
        }

        /// @throws UncheckedIOException when the disk does not take it
        public void add(Object value) {
            line(Json.line(value));
        }

        /// Writes a line that is JSON already.
        public void line(String json) {
            try {
                // Faster than a writer, whose encoder goes letter by letter.
                out.write(json.getBytes(StandardCharsets.UTF_8));
                out.write('\n');
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public long count() {
            return count;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
