package discovery.edge.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Foreign JSON with one long list in it, read in one pass: the list is never in memory as a whole, and members that
/// nobody wants are skipped. A page of a search has a hundred members for each repository, of which fifteen matter.
public final class JsonList {
    private JsonList() {}

    /// Reads a whole document, or fails; what was handed over before a failure counts for nothing.
    ///
    /// @param utf8 an object; bytes that are no UTF-8 become replacement characters
    /// @param list its member whose elements are handed over one by one, as `Json.parse` would give them
    /// @param keys the members that are wanted, at any depth
    /// @return the object's other members that are wanted
    /// @throws MalformedException with one sentence
    public static Map<String, Object> read(byte[] utf8, String list, Set<String> keys, Consumer<Object> each)
            throws MalformedException {
        try (var in = Json.MAPPER.getFactory().createParser(new String(utf8, StandardCharsets.UTF_8))) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedException("holds no object");
            }
            var rest = new LinkedHashMap<String, Object>();
            for (var key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
                var token = in.nextToken();
                if (key.equals(list) && token == JsonToken.START_ARRAY) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        value(in, keys).ifPresent(each);
                    }
                } else if (keys.contains(key)) {
                    put(rest, key, value(in, keys));
                } else {
                    in.skipChildren();
                }
            }
            if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
                throw new MalformedException("goes on after its end");
            }
            return rest;
        } catch (JsonProcessingException e) {
            throw MalformedException.of(e);
        } catch (MalformedException e) {
            throw e;
        } catch (IOException e) {
            // A text does not break while it is read.
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a document for nothing but to find out whether it can be read.
    ///
    /// @throws MalformedException with one sentence
    public static void check(byte[] utf8) throws MalformedException {
        try (var in = Json.MAPPER.getFactory().createParser(new String(utf8, StandardCharsets.UTF_8))) {
            if (in.nextToken() == null) {
                throw new MalformedException("is empty");
            }
            in.skipChildren();
            if (in.nextToken() != null) {
                throw new MalformedException("goes on after its end");
            }
        } catch (JsonProcessingException e) {
            throw MalformedException.of(e);
        } catch (MalformedException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The value that the parser stands on; null is none.
    private static Optional<Object> value(JsonParser in, Set<String> keys) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> Optional.of(object(in, keys));
            case START_ARRAY -> Optional.of(array(in, keys));
            case VALUE_STRING -> Optional.of(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(in.getNumberValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static void put(Map<String, Object> members, String key, Optional<Object> value) {
        value.ifPresent(known -> members.put(key, known));
    }

    private static Map<String, Object> object(JsonParser in, Set<String> keys) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        for (var key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            in.nextToken();
            if (keys.contains(key)) {
                put(members, key, value(in, keys));
            } else {
                in.skipChildren();
            }
        }
        return members;
    }

    private static List<Object> array(JsonParser in, Set<String> keys) throws IOException {
        var elements = new ArrayList<Object>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            value(in, keys).ifPresent(elements::add);
        }
        return elements;
    }
}
