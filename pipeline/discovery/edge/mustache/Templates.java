package discovery.edge.mustache;

import discovery.site.Escape;
import discovery.site.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Mustache templates from the class path, strict: a variable that the model does not have is an error, and so is a
/// sentence that `messages.properties` does not have. A model is a record; its methods without arguments are its variables.
///
/// `{{#msg}}key{{/msg}}` stands for the sentence of that key. It is put in before the template is compiled, so that a
/// sentence may hold variables and plain markup itself.
public final class Templates implements Theme {
    private static final String ROOT = "site-templates/";
    private static final Pattern MESSAGE = Pattern.compile("\\{\\{#msg}}([^{}]*)\\{\\{/msg}}");
    private static final Pattern INDENT = Pattern.compile("\\n\\s+");

    private final SortedMap<String, String> messages;
    private final Parsing parsing = new Parsing(this::source);
    private final Map<Purpose, Piece> compiled = new ConcurrentHashMap<>();
    private final ThreadLocal<Sheet> sheets = ThreadLocal.withInitial(Sheet::new);

    /// A template for one kind of model.
    private record Purpose(String template, Class<?> model) {}

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
        var page = compiled.computeIfAbsent(new Purpose(template, model.getClass()), this::compile);
        var scopes = new Object[Compiling.DEEPEST];
        scopes[0] = model;
        var sheet = sheets.get();
        sheet.clear();
        page.write(sheet, scopes);
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

    private Piece compile(Purpose purpose) {
        // The parser remembers what it has read.
        synchronized (parsing) {
            return Compiling.compile(
                    parsing, purpose.template(), Flavour.of(purpose.template())::escape, purpose.model());
        }
    }

    /// The template with its sentences in place and without the indentation, which would be a tenth of every page.
    private String source(String file) {
        var source = new String(resource(file), StandardCharsets.UTF_8);
        var said = MESSAGE.matcher(source).replaceAll(match -> Matcher.quoteReplacement(message(match.group(1))));
        return INDENT.matcher(said).replaceAll("\n").strip();
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
}
