package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What skills, agents and commands have in common: front matter, and a text below it.
///
/// @param flaws of the file and its front matter, not of its fields
record Sheet(RepositoryFile file, FrontMatter front, Set<Flaw> flaws) {
    static Sheet read(RepositoryFile file, Documents documents) {
        var front = FrontMatter.read(file.content().text(), documents);
        var flaws = EnumSet.noneOf(Flaw.class);
        if (file.content().text().isBlank()) {
            flaws.add(Flaw.EMPTY);
        } else {
            flaws.addAll(front.flaws());
        }
        if (!file.content().utf8()) {
            flaws.add(Flaw.NOT_UTF8);
        }
        return new Sheet(file, front, flaws);
    }

    Foreign fields() {
        return front.fields();
    }

    /// True when there are fields to judge.
    boolean hasFields() {
        return !flaws.contains(Flaw.EMPTY) && !flaws.contains(Flaw.FRONT_MATTER_MISSING);
    }

    /// What the file's author should hear of.
    List<Problem> problems(Set<Flaw> all) {
        return all.stream()
                .flatMap(flaw -> flaw.problem().stream().map(kind -> file.problem(kind, flaw == Flaw.YAML_INVALID
                        ? flaw.sentence() + ": " + front.sentence()
                        : flaw.sentence())))
                .toList();
    }

    /// The facts that mean the same in every kind of sheet.
    Facts.Builder facts(Set<Flaw> all) {
        var fields = fields();
        var metadata = fields.at("metadata");
        return file.facts()
                .put(Field.NAME, fields.text("name").map(Texts::line))
                .put(Field.TITLE, fields.text("title").or(() -> metadata.text("title")))
                .put(Field.DESCRIPTION, fields.text("description"))
                .put(Field.VERSION, metadata.text("version").or(() -> fields.text("version")))
                .put(Field.AUTHOR, metadata.person("author").or(() -> fields.person("author")))
                .put(Field.LICENCE, fields.text("license").or(() -> metadata.text("license")))
                .put(Field.HOMEPAGE, fields.text("homepage").or(() -> metadata.text("homepage")))
                .put(Field.KEYWORDS, words("keywords", "tags"))
                .put(Field.CATEGORIES, words("category", "categories"))
                .put(Field.TOOLS, tools())
                .put(Field.MODEL, fields.text("model"))
                .put(Field.ARGUMENT_HINT, hint())
                .put(Field.FLAWS, Flaw.words(all))
                .put(Field.TEXT, front.body())
                .put(Field.TEXT_LINE, front.line());
    }

    /// A list, or a text with commas, under one of the keys.
    private List<String> words(String... keys) {
        return Stream.of(fields(), fields().at("metadata"))
                .flatMap(place -> Stream.of(keys).map(place::texts))
                .filter(texts -> !texts.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .flatMap(text -> Stream.of(text.split("[,;]")))
                .map(Texts::line)
                .distinct()
                .toList();
    }

    /// A text with spaces or commas, a list, or, as some agents have it, a mapping of tools to `true`.
    private List<String> tools() {
        var tools = Stream.of("allowed-tools", "allowed_tools", "tools")
                .map(fields()::at)
                .filter(Foreign::isThere)
                .findFirst()
                .orElse(fields().at("tools"));
        if (tools.isObject()) {
            return tools.members().entrySet().stream()
                    .filter(each -> each.getValue().text().equals(Optional.of("true")))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        return tools.isList()
                ? tools.items().stream().flatMap(item -> item.text().stream()).distinct().toList()
                : tools.text().map(text -> Texts.tools(text.replaceAll("^\\[|\\]$", ""))).orElse(List.of());
    }

    /// `argument-hint: [file]` is a list in YAML; its authors mean the text.
    private String hint() {
        var hint = fields().at("argument-hint");
        return hint.isList()
                ? hint.items().stream()
                        .flatMap(item -> item.text().stream())
                        .map("[%s]"::formatted)
                        .collect(Collectors.joining(" "))
                : hint.text().orElse("");
    }
}
