package discovery.edge.mustache;

import java.util.List;

/// A part of a template as it was written.
sealed interface Node {
    record Text(String text) implements Node {}

    record Value(String name, boolean escaped) implements Node {}

    record Section(String name, List<Node> inside) implements Node {}

    record Inverted(String name, List<Node> inside) implements Node {}

    record Partial(String name) implements Node {}

    /// Another template with some of its blocks replaced.
    record Extended(String name, List<Node> blocks) implements Node {}

    record Block(String name, List<Node> inside) implements Node {}
}
