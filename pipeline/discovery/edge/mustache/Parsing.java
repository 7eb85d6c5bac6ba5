package discovery.edge.mustache;

import com.github.mustachejava.Code;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.MustacheVisitor;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultMustache;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Reads templates with mustache.java's parser into nodes. It runs none of its code: that looks every name up in every
/// scope, for each of a page's hundred values anew.
final class Parsing {
    private final Map<String, List<Node>> parsed = new HashMap<>();
    private final Factory factory;

    /// @param source the text of a template by its file name
    Parsing(UnaryOperator<String> source) {
        factory = new Factory(source);
    }

    /// @param template without `.mustache`
    List<Node> of(String template) {
        return parsed.computeIfAbsent(template, name -> factory.compile(name + ".mustache") instanceof Parsed done
                ? done.nodes
                : List.of());
    }

    private static final class Parsed extends DefaultMustache {
        private final List<Node> nodes;

        Parsed(TemplateContext context, DefaultMustacheFactory factory, List<Node> nodes) {
            super(context, factory, new Code[0], context.file());
            this.nodes = nodes;
        }
    }

    private static final class Factory extends DefaultMustacheFactory {
        private final UnaryOperator<String> source;

        Factory(UnaryOperator<String> source) {
            this.source = source;
        }

        @Override
        public Reader getReader(String resourceName) {
            return new StringReader(source.apply(resourceName));
        }

        @Override
        public MustacheVisitor createMustacheVisitor() {
            return new Visitor(this);
        }
    }

    private static final class Visitor implements MustacheVisitor {
        private final DefaultMustacheFactory factory;
        private final List<Node> nodes = new ArrayList<>();

        Visitor(DefaultMustacheFactory factory) {
            this.factory = factory;
        }

        private static List<Node> inside(Mustache mustache) {
            return mustache instanceof Parsed parsed ? parsed.nodes : List.of();
        }

        @Override
        public Mustache mustache(TemplateContext context) {
            return new Parsed(context, factory, List.copyOf(nodes));
        }

        @Override
        public void iterable(TemplateContext context, String variable, Mustache mustache) {
            nodes.add(new Node.Section(variable, inside(mustache)));
        }

        @Override
        public void notIterable(TemplateContext context, String variable, Mustache mustache) {
            nodes.add(new Node.Inverted(variable, inside(mustache)));
        }

        @Override
        public void partial(TemplateContext context, String variable, String indent) {
            nodes.add(new Node.Partial(variable));
        }

        @Override
        public void value(TemplateContext context, String variable, boolean encoded) {
            nodes.add(new Node.Value(variable, encoded));
        }

        @Override
        public void write(TemplateContext context, String text) {
            if (!text.isEmpty()) {
                nodes.add(new Node.Text(text));
            }
        }

        @Override
        public void extend(TemplateContext context, String variable, Mustache mustache) {
            nodes.add(new Node.Extended(variable, inside(mustache)));
        }

        @Override
        public void name(TemplateContext context, String variable, Mustache mustache) {
            nodes.add(new Node.Block(variable, inside(mustache)));
        }

        @Override
        public void dynamicPartial(TemplateContext context, String variable, String indent) {
            throw new MustacheException("%s: a partial has a fixed name, not `%s`".formatted(context.file(), variable));
        }

        @Override
        public void checkName(TemplateContext context, String variable, Mustache mustache) {
            // Where a block stands is its template's business.
        }

        @Override
        public void pragma(TemplateContext context, String pragma, String arguments) {
            throw new MustacheException("%s: pragmas are not understood".formatted(context.file()));
        }

        @Override
        public void eof(TemplateContext context) {
            // Nothing is left open.
        }

        @Override
        public void comment(TemplateContext context, String comment) {
            // For who reads the template.
        }
    }
}
