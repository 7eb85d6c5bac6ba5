package discovery.edge.parse;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.json.Yaml;
import discovery.edge.markdown.Lists;
import discovery.fetch.Answer;
import discovery.fetch.Documents;
import discovery.fetch.ListItem;
import java.util.List;

/// JSON, YAML and Markdown by the libraries that own them.
public final class Parsers implements Documents {
    private interface Parsing {
        Object parse() throws MalformedException;
    }

    @Override
    public Answer<Object> json(String text) {
        return parsed(() -> Json.parse(text));
    }

    @Override
    public String line(Object document) {
        return Json.line(document);
    }

    @Override
    public Answer<Object> yaml(String text) {
        return parsed(() -> Yaml.parse(text));
    }

    @Override
    public List<ListItem> markdown(String text) {
        return Lists.read(text);
    }

    private static Answer<Object> parsed(Parsing parsing) {
        try {
            return new Answer.Found<>(parsing.parse());
        } catch (MalformedException e) {
            var line = e.line().isPresent() ? "line %d: ".formatted(e.line().getAsInt()) : "";
            return new Answer.Failed<>(line + e.getMessage());
        }
    }
}
