package discovery.embed;

import static java.util.function.Predicate.not;

import discovery.model.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The text of an entry that is embedded: what it is called, what it says it does, and a gist of its body.
///
/// The model reads about 500 characters of English (`Recipe.maxTokens`), so what tells most comes first, and markup,
/// boilerplate and repetition are left out: they would cost tokens and make unlike things alike. A change of this
/// class changes the digests of the texts, so the vectors follow by themselves and the recipe's number stays.
public final class EmbeddingText {
    /// The longest text, in UTF-16 units.
    public static final int MOST = 1_000;

    private static final int NAME = 120;
    private static final int CATEGORIES = 120;
    private static final int DESCRIPTION = 600;

    private EmbeddingText() {}

    /// One line of plain text, at most `MOST` units, well-formed UTF-16; empty if there is nothing to say. A pure
    /// function of its arguments; only a character that is new in Unicode may read otherwise under another JDK.
    ///
    /// @param kind        the word of the kind, such as `mcp-server`
    /// @param description markdown is tolerated, here and in the name
    /// @param categories  in the order in which they shall be read
    /// @param body        markdown, with or without front matter; empty where there is none
    public static String of(String kind, String name, String description, List<String> categories, String body) {
        var title = Plain.cut(Plain.text(Bounds.cut(name, Bounds.NAME)), NAME);
        var summary = Plain.cut(Plain.text(Bounds.cut(description, Bounds.DESCRIPTION)), DESCRIPTION);
        var groups = categories.stream()
                .limit(CATEGORIES)
                .map(category -> Plain.text(Bounds.cut(category, Bounds.WORD)))
                .filter(not(String::isEmpty))
                .collect(Collectors.joining(", "));

        var parts = new ArrayList<String>();
        parts.add(headline(title, Plain.text(kind.replace('-', ' '))));
        parts.add(summary);
        parts.add(Plain.cut(groups, CATEGORIES));
        var said = new StringBuilder(Plain.words(title)).append(Plain.words(summary));
        for (var phrase : Gist.of(body, MOST)) {
            // A README's first heading is its name and its first sentence the description, as a rule.
            var words = Plain.words(phrase);
            if (said.indexOf(words) < 0) {
                parts.add(phrase);
                said.append(words);
            }
        }
        var text = parts.stream().filter(not(String::isEmpty)).map(Plain::ended).collect(Collectors.joining(" "));
        return Plain.cut(text, MOST);
    }

    private static String headline(String title, String kind) {
        if (title.isEmpty() || kind.isEmpty()) {
            return title;
        }
        return title + " (" + kind + ")";
    }
}
