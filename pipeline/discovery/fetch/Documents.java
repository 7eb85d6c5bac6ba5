package discovery.fetch;

import java.util.List;

/// Parsers of foreign text. Every result is made of `Map`, `List`, `String`, `Long`, `Double` and `Boolean`; a text
/// that can't be parsed is an `Answer.Failed` whose sentence says why and on which line. Safe for several threads.
public interface Documents {
    Answer<Object> json(String text);

    /// A document of that kind as JSON on one line.
    String line(Object document);

    /// Every scalar is a text, as in the reference parser of Agent Skills.
    Answer<Object> yaml(String text);

    /// The links of a Markdown document, in its order.
    List<ListItem> markdown(String text);
}
