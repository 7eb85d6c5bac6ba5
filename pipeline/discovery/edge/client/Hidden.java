package discovery.edge.client;

import discovery.edge.json.Json;
import discovery.edge.json.Yaml;
import discovery.edge.sqlite.SkillsDbReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is not to be shown, and what is to be shown first: the signed list of what was revoked, for every build, old ones
/// too; the user's `config/blocklist.json`; the user's `config/priorities.yaml`.
///
/// A blocklist is `{"block": ["ID", "SLUG", "OWNER/NAME", "OWNER/*"]}`, or only such a list. Priorities are
/// `prefer: [OWNER/NAME, …]` and `avoid: [OWNER/NAME, …]`, each also as `OWNER/*`, an id or a slug.
public final class Hidden {
    private final Set<String> revoked;
    private final Set<String> blocked;
    private final Set<String> preferred;
    private final Set<String> avoided;

    /// @param prefer comes first among what matches alike
    /// @param avoid  comes last
    public record Priorities(List<String> prefer, List<String> avoid) {
        public Priorities {
            prefer = prefer == null ? List.of() : List.copyOf(prefer);
            avoid = avoid == null ? List.of() : List.copyOf(avoid);
        }
    }

    /// Nothing is hidden, and nothing comes first.
    public static final Hidden NOTHING = new Hidden(Set.of(), Set.of(), Set.of(), Set.of());

    private Hidden(Set<String> revoked, Set<String> blocked, Set<String> preferred, Set<String> avoided) {
        this.revoked = revoked;
        this.blocked = blocked;
        this.preferred = preferred;
        this.avoided = avoided;
    }

    /// @param home the client's folder
    /// @throws IOException when one of the user's files can't be understood: better no answer than one that they forbade
    public static Hidden of(Path home) throws IOException {
        var config = home.resolve("config");
        var priorities = Files.exists(config.resolve("priorities.yaml"))
                ? Yaml.read(config.resolve("priorities.yaml"), Priorities.class)
                : new Priorities(List.of(), List.of());
        // Two lists: what was hidden when the build was made, and what has been hidden since. Either is enough.
        var revoked = new HashSet<>(texts(home.resolve("index").resolve("revoked.json"), "revoked"));
        revoked.addAll(texts(home.resolve("index").resolve("revoked-now.json"), "revoked"));
        return new Hidden(revoked,
                texts(config.resolve("blocklist.json"), "block"), lower(priorities.prefer()),
                lower(priorities.avoid()));
    }

    /// The same of a build: who put a slug on a list meant the entry, which may have another slug by now.
    public Hidden following(Path build) throws IOException {
        if (Stream.of(revoked, blocked, preferred, avoided).flatMap(Set::stream).noneMatch(Hidden::isSlug)) {
            return this;
        }
        try (var reader = SkillsDbReader.open(build.resolve(Home.DATABASE))) {
            return new Hidden(followed(revoked, reader), followed(blocked, reader), followed(preferred, reader),
                    followed(avoided, reader));
        }
    }

    private static Set<String> followed(Set<String> names, SkillsDbReader reader) throws IOException {
        var all = new HashSet<>(names);
        for (var name : names) {
            if (isSlug(name)) {
                reader.bySlugOrId(name).ifPresent(row -> all.add(row.content().id()));
            }
        }
        return all;
    }

    /// Ids have dots, repositories a slash.
    private static boolean isSlug(String name) {
        return name.indexOf('.') < 0 && name.indexOf('/') < 0;
    }

    private static Set<String> texts(Path file, String key) throws IOException {
        if (!Files.exists(file)) {
            return Set.of();
        }
        var json = Json.parse(Files.readString(file));
        var list = json instanceof Map<?, ?> map ? Optional.ofNullable(map.get(key)).orElse(List.of()) : json;
        if (!(list instanceof List<?> items)) {
            throw new IOException("%s holds no list `%s`; mend it or remove it".formatted(file, key));
        }
        var texts = new HashSet<String>();
        for (var item : items) {
            var text = item instanceof Map<?, ?> one ? Optional.ofNullable(one.get("id")).orElse("") : item;
            texts.add(String.valueOf(text).toLowerCase(Locale.ROOT));
        }
        return texts;
    }

    private static Set<String> lower(List<String> names) {
        return new HashSet<>(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    /// Whether an entry is revoked or blocked, so that no answer may show it.
    ///
    /// @param place `owner/name`, or empty
    public boolean hides(String id, String slug, String place) {
        return named(revoked, id, slug, place) || named(blocked, id, slug, place);
    }

    public boolean isRevoked(String id, String slug, String place) {
        return named(revoked, id, slug, place);
    }

    /// -1 for what comes first, 1 for what comes last, else 0.
    public int rank(String id, String slug, String place) {
        return named(preferred, id, slug, place) ? -1 : named(avoided, id, slug, place) ? 1 : 0;
    }

    private static boolean named(Set<String> names, String id, String slug, String place) {
        if (names.isEmpty()) {
            return false;
        }
        var lower = place.toLowerCase(Locale.ROOT);
        var owner = lower.contains("/") ? lower.substring(0, lower.indexOf('/')) + "/*" : "";
        return names.contains(id.toLowerCase(Locale.ROOT)) || names.contains(slug.toLowerCase(Locale.ROOT))
                || (!lower.isEmpty() && (names.contains(lower) || names.contains(owner)));
    }
}
