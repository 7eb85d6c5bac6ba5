package discovery.edge.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import discovery.model.Facts;
import discovery.model.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON as records (ours) or as plain collections (foreign): `Map`, `List`, `String`, `Long`, `Double`, `Boolean`.
public final class Json {
    /// Nesting that foreign JSON may have; deeper is malformed. Real documents stay below 20.
    static final int DEPTH = 100;

    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(50_000_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build())
            .addModule(new Jdk8Module())
            .addModule(facts())
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private Json() {}

    /// Foreign JSON as plain collections.
    ///
    /// @throws MalformedException with one sentence that names the line
    public static Object parse(String text) throws MalformedException {
        try {
            var value = MAPPER.readValue(text, Object.class);
            if (value == null) {
                throw new MalformedException("holds null, not a document");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw MalformedException.of(e);
        }
    }

    /// One of our records from a line of its own JSON.
    public static <T> T read(String text, Class<T> type) throws MalformedException {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw MalformedException.of(e);
        }
    }

    /// The record on one line, keys in the order of its components.
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours can't be written as JSON", e);
        }
    }

    /// The value over several indented lines, `\n` between them and at the end, on every system.
    public static String pretty(Object value) {
        try {
            return MAPPER.writer(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n")))
                    .writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of ours can't be written as JSON", e);
        }
    }

    /// `Facts` as one object, field words in the order of `Field`.
    private static SimpleModule facts() {
        var module = new SimpleModule();
        module.addSerializer(Facts.class,
                new StdDelegatingSerializer(Facts.class, new StdConverter<Facts, Map<?, ?>>() {
                    @Override
                    public Map<?, ?> convert(Facts facts) {
                        var words = new LinkedHashMap<String, List<String>>();
                        facts.values().forEach((field, values) -> words.put(field.toString(), values));
                        return words;
                    }
                }));
        module.addDeserializer(Facts.class, new JsonDeserializer<>() {
            @Override
            public Facts deserialize(JsonParser in, DeserializationContext context) throws IOException {
                var facts = Facts.builder();
                for (var word = in.nextFieldName(); word != null; word = in.nextFieldName()) {
                    var field = Field.of(word);
                    var values = new ArrayList<String>(1);
                    if (in.nextToken() != JsonToken.START_ARRAY) {
                        context.reportInputMismatch(Facts.class, "`%s` is no list", word);
                    }
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        values.add(in.getText());
                    }
                    field.ifPresent(known -> facts.put(known, values));
                }
                return facts.build();
            }
        });
        return module;
    }
}
