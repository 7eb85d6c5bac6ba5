package discovery.edge.validate;

import discovery.build.Display;
import discovery.build.Secrets;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What is shown of entries may hide nothing and leak nothing: no key or password, no character that can't be seen.
final class Texts {
    private Texts() {}

    /// What is wrong with an entry's texts, a sentence each, which does not repeat them.
    static List<String> objections(Row row) {
        var content = row.content();
        var found = new ArrayList<String>();
        Stream.of(List.of(content.name(), content.title(), content.description(), content.gist(), content.author()),
                content.tags(), content.categories(), content.tools(), content.commands())
                .flatMap(List::stream)
                .filter(text -> !text.isEmpty())
                .forEach(text -> {
                    if (text.codePoints().anyMatch(Display::isUnseen)) {
                        found.add(content.id() + " has a character that can't be seen");
                    } else if (!Secrets.redacted(text).equals(text)) {
                        found.add(content.id() + " shows what looks like a secret");
                    }
                });
        return found;
    }
}
