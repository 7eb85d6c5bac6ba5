package discovery.edge.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// YAML: our own configuration as records, strictly; foreign documents as plain collections in which every scalar is a
/// text, as the reference validator of the Agent Skills specification reads it.
public final class Yaml {
    private static final ObjectMapper MAPPER = YAMLMapper.builder(
            YAMLFactory.builder().loaderOptions(bounded()).build())
            .addModule(new Jdk8Module())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private Yaml() {}

    /// One of our configuration files as a record. Absent keys become empty `Optional`s or nulls, which records turn
    /// into their defaults.
    ///
    /// @throws IOException with one sentence that names file and line, and the keys that are known
    public static <T> T read(Path file, Class<T> type) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("%s is a folder; name the file in it".formatted(file));
        }
        try {
            var text = Files.readString(file);
            if (text.isBlank()) {
                throw new IOException("%s is empty; it should hold `schema: 1` and more".formatted(file));
            }
            return MAPPER.readValue(text, type);
        } catch (UnrecognizedPropertyException e) {
            throw new IOException("%s:%d: unknown key `%s`; known here: %s".formatted(
                    file, line(file, e), e.getPropertyName(), String.join(", ", known(e))), e);
        } catch (MismatchedInputException e) {
            var key = e.getPath().isEmpty() ? "" : "`%s`: ".formatted(path(e));
            throw new IOException("%s:%d: %s%s".formatted(file, line(e), key, reason(e)), e);
        } catch (JsonMappingException e) {
            throw new IOException("%s:%d: %s".formatted(file, line(e), reason(e)), e);
        } catch (JsonProcessingException e) {
            throw new IOException("%s:%d: not valid YAML: %s".formatted(
                    file, line(e), e.getOriginalMessage().lines().findFirst().orElse("malformed")), e);
        } catch (NoSuchFileException e) {
            throw new IOException("%s is not there; check the path".formatted(file), e);
        } catch (CharacterCodingException e) {
            throw new IOException("%s is not UTF-8 text; is it the right file?".formatted(file), e);
        }
    }

    /// One of our configuration files as a record, from its text.
    ///
    /// @param name of the file, for messages
    /// @throws IOException with one sentence that names the file and the line
    public static <T> T read(String name, String text, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IOException("%s:%d: %s".formatted(
                    name, line(e), e.getOriginalMessage().lines().findFirst().orElse("malformed")), e);
        }
    }

    /// A foreign document as `Map`, `List` and `String`; an empty one as an empty text.
    ///
    /// @throws MalformedException with one sentence and the line
    public static Object parse(String text) throws MalformedException {
        try {
            var yaml = new org.yaml.snakeyaml.Yaml(
                    new SafeConstructor(bounded()), new Representer(new DumperOptions()), new DumperOptions(),
                    bounded(), new TextsOnly());
            Object value = yaml.load(text);
            return value == null ? "" : value;
        } catch (MarkedYAMLException e) {
            var line = Optional.ofNullable(e.getProblemMark()).map(mark -> mark.getLine() + 1).orElse(0);
            // The library names a sign twice, `-(45)`.
            throw new MalformedException(Optional.ofNullable(e.getProblem()).orElse("malformed")
                    .replaceFirst("(\\S)\\([0-9]+\\)$", "`$1`"), line);
        } catch (YAMLException | ClassCastException | StackOverflowError e) {
            var message = Optional.ofNullable(e.getMessage()).flatMap(all -> all.lines().findFirst());
            throw new MalformedException(message.orElse("malformed"));
        }
    }

    private static LoaderOptions bounded() {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(20);
        options.setNestingDepthLimit(50);
        options.setCodePointLimit(2_000_000);
        options.setAllowDuplicateKeys(true);
        options.setWarnOnDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        return options;
    }

    /// Resolves every plain scalar to a text: `version: 1.10` stays `1.10`, `no` stays `no`.
    private static final class TextsOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }

    /// A record is made when all of its keys are read, so the parser is past the one that nobody knows.
    private static int line(Path file, UnrecognizedPropertyException e) throws IOException {
        var past = line(e);
        var key = Pattern.compile("[\\s{,-]*[\"']?" + Pattern.quote(e.getPropertyName()) + "[\"']?\\s*:.*");
        var lines = Files.readAllLines(file);
        for (var number = Math.min(past, lines.size()); number > 0; number--) {
            if (key.matcher(lines.get(number - 1)).lookingAt()) {
                return number;
            }
        }
        return past;
    }

    private static String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof MismatchedInputException mismatch && e.getCause() == null
                && mismatch.getTargetType() != null) {
            var wanted = mismatch.getTargetType();
            var said = e instanceof InvalidFormatException wrong ? "`%s` ".formatted(wrong.getValue()) : "";
            if (wanted.isEnum()) {
                return said + "is none of " + Arrays.toString(wanted.getEnumConstants());
            }
            if (Collection.class.isAssignableFrom(wanted)) {
                return said + "should be a list";
            }
            if (wanted == int.class || wanted == long.class || wanted == Integer.class || wanted == Long.class) {
                return said + "should be a whole number";
            }
            if (wanted == String.class) {
                return said + "should be text";
            }
            if (wanted == boolean.class || wanted == Boolean.class) {
                return said + "should be true or false";
            }
        }
        var cause = e.getCause();
        var message = cause != null && cause.getMessage() != null ? cause.getMessage() : e.getOriginalMessage();
        return message.lines().findFirst().orElse("malformed").replaceAll("`?([a-z]+\\.)+([A-Z][A-Za-z$.]*)`?", "$2");
    }

    private static Iterable<String> known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    }

    private static int line(JsonProcessingException e) {
        // A parser's own place is behind the token that is wrong, often on the next line.
        var place = e.getProcessor() instanceof JsonParser parser ? parser.currentTokenLocation() : e.getLocation();
        return Optional.ofNullable(place).map(at -> Math.max(1, at.getLineNr())).orElse(1);
    }
}
