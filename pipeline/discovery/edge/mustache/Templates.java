package discovery.edge.mustache;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.Guard;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.ReflectionObjectHandler;
import discovery.site.Escape;
import discovery.site.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mustache templates from the class path, strict: a variable that the model does not have is an error, and so is a
/// sentence that `messages.properties` does not have.
///
/// `{{#msg}}key{{/msg}}` stands for the sentence of that key. It is put in before the template is compiled, so that a
/// sentence may hold variables and plain markup itself.
public final class Templates implements Theme {
    private static final String ROOT = "site-templates/";
    private static final Pattern MESSAGE = Pattern.compile("\\{\\{#msg}}([^{}]*)\\{\\{/msg}}");
    private static final Pattern INDENT = Pattern.compile("\\n\\s+");

    private static final Method IS_EMPTY = isEmpty();

    private final SortedMap<String, String> messages;
    private final Map<String, Mustache> compiled = new ConcurrentHashMap<>();

    /// How a template's values are escaped: by the name it has before `.mustache`.
    private enum Flavour {
        HTML,
        XML,
        TEXT;

        String escape(String value) {
            return switch (this) {
                case HTML -> Escape.html(value);
                case XML -> Escape.xml(value);
                case TEXT -> Escape.harmless(value);
            };
        }

        static Flavour of(String template) {
            if (template.endsWith(".xml")) {
                return XML;
            }
            return template.endsWith(".txt") ? TEXT : HTML;
        }
    }

    private Templates(SortedMap<String, String> messages) {
        this.messages = messages;
    }

    /// The templates that were packed with the program.
    public static Templates ofClassPath() {
        var properties = new Properties();
        try (var reader = new StringReader(new String(resource("messages.properties"), StandardCharsets.UTF_8))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("messages.properties can't be read", e);
        }
        var messages = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> messages.put(key, properties.getProperty(key)));
        return new Templates(Collections.unmodifiableSortedMap(messages));
    }

    @Override
    public byte[] page(String template, Object model) {
        var sheet = new Sheet();
        compiled.computeIfAbsent(template, this::compile).execute(sheet, model);
        return sheet.done();
    }

    @Override
    public byte[] asset(String name) {
        return resource("assets/" + name);
    }

    @Override
    public String message(String key) {
        var message = messages.get(key);
        if (message == null) {
            throw new IllegalArgumentException("messages.properties has no `%s`".formatted(key));
        }
        return message;
    }

    /// All sentences, for a test that finds those that nothing says.
    SortedMap<String, String> messages() {
        return messages;
    }

    private Mustache compile(String template) {
        return new Strict(Flavour.of(template)).compile(template + ".mustache");
    }

    private static Method isEmpty() {
        try {
            return Collection.class.getMethod("isEmpty");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every collection can be empty", e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Templates.class.getClassLoader().getResourceAsStream(ROOT + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("%s%s is not on the class path".formatted(ROOT, name));
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("%s%s can't be read".formatted(ROOT, name), e);
        }
    }

    /// Collects a page as UTF-8. The JDK's own writers lock or encode at every one of a template's thousand small pieces,
    /// and one point in the middle of a page would make a text of twice the size of it.
    private static final class Sheet extends Writer {
        private byte[] bytes = new byte[32_768];
        private int size;
        private char high;

        @Override
        public void write(char[] units, int from, int count) {
            room(count);
            for (var i = from; i < from + count; i++) {
                add(units[i]);
            }
        }

        @Override
        public void write(String piece) {
            room(piece.length());
            for (var i = 0; i < piece.length(); i++) {
                add(piece.charAt(i));
            }
        }

        @Override
        public void write(int unit) {
            room(1);
            add((char) unit);
        }

        /// For so many units three octets each, and one more for a pair that was begun.
        private void room(int units) {
            if (bytes.length - size < 3 * units + 4) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + 3 * units + 4));
            }
        }

        private void add(char unit) {
            if (unit < 0x80) {
                bytes[size++] = (byte) unit;
            } else if (unit < 0x800) {
                bytes[size++] = (byte) (0xC0 | (unit >> 6));
                bytes[size++] = (byte) (0x80 | (unit & 0x3F));
            } else if (Character.isHighSurrogate(unit)) {
                high = unit;
            } else if (Character.isLowSurrogate(unit) && high != 0) {
                // Half a pair alone does not come: `Escape` has replaced it.
                var point = Character.toCodePoint(high, unit);
                high = 0;
                bytes[size++] = (byte) (0xF0 | (point >> 18));
                bytes[size++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                bytes[size++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                bytes[size++] = (byte) (0x80 | (point & 0x3F));
            } else {
                bytes[size++] = (byte) (0xE0 | (unit >> 12));
                bytes[size++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
                bytes[size++] = (byte) (0x80 | (unit & 0x3F));
            }
        }

        byte[] done() {
            write('\n');
            return Arrays.copyOf(bytes, size);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final class Strict extends DefaultMustacheFactory {
        private final Flavour flavour;

        Strict(Flavour flavour) {
            this.flavour = flavour;
            setObjectHandler(new ReflectionObjectHandler() {
                @Override
                protected MissingWrapper createMissingWrapper(String name, List<Guard> guards) {
                    throw new MustacheException("the model has no `%s`".formatted(name));
                }

                // The classes of the JDK's lists are closed to reflection; `isEmpty` is asked of what they all are.
                @Override
                protected AccessibleObject findMember(@SuppressWarnings("rawtypes") Class type, String name) {
                    return name.equals("isEmpty") && Collection.class.isAssignableFrom(type)
                            ? IS_EMPTY
                            : super.findMember(type, name);
                }
            });
        }

        /// The template with its sentences in place and without the indentation, which would be a tenth of every page.
        @Override
        public Reader getReader(String resourceName) {
            var source = new String(resource(resourceName), StandardCharsets.UTF_8);
            var said = MESSAGE.matcher(source).replaceAll(match -> Matcher.quoteReplacement(message(match.group(1))));
            return new StringReader(INDENT.matcher(said).replaceAll("\n").strip());
        }

        @Override
        public void encode(String value, Writer writer) {
            try {
                writer.write(flavour.escape(value));
            } catch (IOException e) {
                throw new UncheckedIOException("memory can't be written", e);
            }
        }
    }
}
