package discovery.edge.mustache;

import com.github.mustachejava.MustacheException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Makes pieces of a template for one kind of model: each name is looked up once, by the types that the model's records
/// declare, and one that they do not have is an error before the first page is written.
final class Compiling {
    /// Sections within sections; also what ends a partial that holds itself.
    static final int DEEPEST = 24;

    private final Parsing parsing;
    private final UnaryOperator<String> escape;
    private final List<Type> scopes = new ArrayList<>();
    private Map<String, List<Node>> replaced = Map.of();

    private Compiling(Parsing parsing, UnaryOperator<String> escape, Type model) {
        this.parsing = parsing;
        this.escape = escape;
        scopes.add(model);
    }

    /// @param escape what a value goes through
    static Piece compile(Parsing parsing, String template, UnaryOperator<String> escape, Class<?> model) {
        return new Compiling(parsing, escape, model).all(parsing.of(template));
    }

    private Piece all(List<Node> nodes) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        add(nodes, pieces, text);
        flush(pieces, text);
        return pieces.size() == 1 ? pieces.getFirst() : new Piece.All(pieces);
    }

    private static void flush(List<Piece> pieces, StringBuilder text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Text(text.toString().getBytes(StandardCharsets.UTF_8)));
            text.setLength(0);
        }
    }

    /// What stands side by side becomes one row of pieces, across partials and blocks.
    private void add(List<Node> nodes, List<Piece> pieces, StringBuilder text) {
        for (var node : nodes) {
            switch (node) {
                case Node.Text(var words) -> text.append(words);
                case Node.Partial(var name) -> add(parsing.of(name), pieces, text);
                case Node.Block(var name, var inside) -> add(replaced.getOrDefault(name, inside), pieces, text);
                case Node.Extended(var name, var blocks) -> {
                    var outer = replaced;
                    replaced = new HashMap<>(outer);
                    blocks.forEach(each -> {
                        if (each instanceof Node.Block(var block, var inside)) {
                            replaced.putIfAbsent(block, inside);
                        }
                    });
                    add(parsing.of(name), pieces, text);
                    replaced = outer;
                }
                case Node.Value(var name, var escaped) -> {
                    flush(pieces, text);
                    var place = find(name).place();
                    pieces.add(escaped ? new Piece.Value(place, escape) : new Piece.Bare(place));
                }
                case Node.Section(var name, var inside) -> {
                    flush(pieces, text);
                    pieces.add(section(name, inside));
                }
                case Node.Inverted(var name, var inside) -> {
                    flush(pieces, text);
                    pieces.add(new Piece.Without(find(name).place(), all(inside)));
                }
            }
        }
    }

    private Piece section(String name, List<Node> inside) {
        var found = find(name);
        var inner = scopes.size();
        if (inner >= DEEPEST) {
            throw new MustacheException("sections within sections, more than %d: `%s`".formatted(DEEPEST, name));
        }
        var many = Collection.class.isAssignableFrom(Getters.raw(found.type()));
        scopes.add(many ? Getters.element(found.type()) : found.type());
        var pieces = all(inside);
        scopes.removeLast();
        return many
                ? new Piece.Each(found.place(), inner, pieces)
                : new Piece.With(found.place(), inner, pieces);
    }

    private record Found(Piece.Place place, Type type) {}

    /// The innermost scope that has the first word of the name gives it; the other words are asked of what that is.
    private Found find(String name) {
        if (name.equals(".")) {
            return new Found(new Piece.Place(scopes.size() - 1, Function.identity()), scopes.getLast());
        }
        var words = name.split("\\.");
        for (var depth = scopes.size() - 1; depth >= 0; depth--) {
            var first = Getters.of(scopes.get(depth), words[0]);
            if (first.isPresent()) {
                var getter = first.get();
                for (var i = 1; i < words.length; i++) {
                    getter = getter.then(Getters.of(getter.type(), words[i]).orElseThrow(() -> missing(name)));
                }
                return new Found(new Piece.Place(depth, getter.function()), getter.type());
            }
        }
        throw missing(name);
    }

    private static MustacheException missing(String name) {
        return new MustacheException("the model has no `%s`".formatted(name));
    }
}
