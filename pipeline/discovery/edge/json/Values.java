package discovery.edge.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The lines of a large file of our own JSON as plain collections, one by one: what `Json.parse` makes of each line, for
/// half of its work, as no line becomes a text first.
public final class Values implements Iterator<Object>, AutoCloseable {
    private static final ObjectReader EACH =
            Json.MAPPER.readerFor(Object.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final JsonParser parser;

    private Values(JsonParser parser) {
        this.parser = parser;
    }

    /// Close it.
    public static Values of(Path file) throws IOException {
        return new Values(EACH.createParser(Files.newInputStream(file)));
    }

    /// One line that is at hand already.
    public static Object of(byte[] octets, int from, int to) throws IOException {
        try {
            Object value = EACH.readValue(octets, from, to - from);
            if (value == null) {
                throw new MalformedException("holds null, not a document");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw MalformedException.of(e);
        }
    }

    /// @throws UncheckedIOException for what is no JSON
    @Override
    public boolean hasNext() {
        try {
            return parser.hasCurrentToken() || parser.nextToken() != null;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(MalformedException.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws UncheckedIOException for what is no JSON
    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            Object value = EACH.readValue(parser);
            if (value == null) {
                throw new MalformedException("holds null, not a document");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(MalformedException.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
