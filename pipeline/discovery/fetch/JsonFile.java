package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A JSON file as far as it can be read.
///
/// @param content what is in it; nothing where it is no JSON
/// @param flaws   why not
record JsonFile(RepositoryFile file, Foreign content, Set<Flaw> flaws, String sentence) {
    static JsonFile read(RepositoryFile file, Documents documents) {
        var flaws = EnumSet.noneOf(Flaw.class);
        if (!file.content().utf8()) {
            flaws.add(Flaw.NOT_UTF8);
        }
        var text = file.content().text();
        if (text.isBlank()) {
            flaws.add(Flaw.EMPTY);
            return new JsonFile(file, Foreign.NOTHING, flaws, "");
        }
        var plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        var parsed = documents.json(plain);
        if (parsed.found().isEmpty()) {
            flaws.add(Flaw.JSON_INVALID);
        }
        return new JsonFile(
                file, parsed.found().map(Foreign::new).orElse(Foreign.NOTHING), flaws, parsed.sentence());
    }

    JsonFile with(Flaw flaw) {
        var more = EnumSet.of(flaw);
        more.addAll(flaws);
        return new JsonFile(file, content, more, sentence);
    }

    boolean isReadable() {
        return content.isThere();
    }

    List<Problem> problems() {
        return flaws.stream()
                .flatMap(flaw -> flaw.problem().stream().map(kind -> file.problem(kind, flaw == Flaw.JSON_INVALID
                        ? flaw.sentence() + ": " + sentence
                        : flaw.sentence())))
                .toList();
    }

    /// Facts of the bytes, and the flaws.
    Facts.Builder facts() {
        return file.facts().put(Field.FLAWS, Flaw.words(flaws));
    }

    /// An observation that says only that the thing is there, and what is wrong with its file.
    Reading unreadable(Kind kind) {
        return Reading.of(file.observation(kind, facts()), problems());
    }

    /// The fields that manifests of plugins and entries of marketplaces have in common
    /// (Claude Code: docs/plugins-reference.md, docs/plugin-marketplaces.md).
    static Facts.Builder plugin(Facts.Builder facts, Foreign plugin) {
        var face = plugin.at("interface");
        return facts
                .put(Field.NAME, plugin.text("name"))
                .put(Field.TITLE, plugin.text("displayName").or(() -> face.text("displayName")))
                .put(Field.DESCRIPTION, plugin.text("description")
                        .or(() -> face.text("longDescription"))
                        .or(() -> face.text("shortDescription")))
                .put(Field.VERSION, plugin.text("version"))
                .put(Field.AUTHOR, plugin.person("author"))
                .put(Field.LICENCE, plugin.text("license"))
                .put(Field.HOMEPAGE, plugin.text("homepage").or(() -> repository(plugin)))
                .put(Field.KEYWORDS, both(plugin.texts("keywords"), plugin.texts("tags")))
                .put(Field.CATEGORIES, both(plugin.texts("category"), face.texts("category")));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private static Optional<String> repository(Foreign plugin) {
        return plugin.text("repository").or(() -> plugin.at("repository").text("url"));
    }
}
