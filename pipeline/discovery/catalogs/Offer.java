package discovery.catalogs;

import discovery.model.Bounds;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// An entry that we hand to other clients, with what their documents say of it.
///
/// @param path   folder of a skill or plugin
/// @param commit empty for a server that is only a configuration
record Offer(
        String id,
        Kind kind,
        String slug,
        String name,
        String title,
        String description,
        String place,
        String path,
        String commit,
        String sha256,
        String licence,
        String author,
        String version,
        String homepage,
        List<String> categories,
        List<String> packages,
        List<String> remotes,
        int score,
        long stars,
        int findings,
        long firstSeen) {

    /// Best first.
    static final Comparator<Offer> ORDER =
            Comparator.comparingInt(Offer::score).reversed().thenComparing(Offer::id);

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern THEIRS =
            Pattern.compile("[a-z0-9]*(?:claude|anthropic|official)[a-z0-9]*-*|^cc-plugin-");
    /// Without these no client takes a skill in.
    private static final List<String> UNREADABLE = List.of("name-missing", "description-missing", "not-utf8",
            "byte-order-mark", "front-matter-missing", "front-matter-not-first", "yaml-invalid");

    /// The offer of an entry; empty for what nobody should get without asking for it by name: copies, archived and
    /// withdrawn things, anything with a high finding, and what can't be pinned.
    static Optional<Offer> of(Row row) {
        var content = row.content();
        var copy = !content.original().isEmpty() && !content.original().equals(content.id());
        var gone = content.archived() || !(content.status().isEmpty() || content.status().equals("active"));
        var high = content.findings().stream().anyMatch(finding -> finding.severity().equals("high"));
        if (copy || gone || high || !Source.isPath(content.path())) {
            return Optional.empty();
        }
        var pinned = Source.isPlace(content.place()) && Source.isCommit(content.commit());
        var wanted = switch (content.kind()) {
            case SKILL -> pinned && isDigest(content) && !content.description().isBlank()
                    && content.flaws().stream().noneMatch(UNREADABLE::contains);
            // A plugin whose own manifest we have read; others are defined by their marketplace alone.
            case PLUGIN -> pinned && isDigest(content);
            case MCP_SERVER -> !content.packages().isEmpty() || !content.remotes().isEmpty();
            // Claude Code installs a plugin that names one agent or command, and then finds nothing in it.
            case AGENT, COMMAND, MARKETPLACE, HOOK, PACK -> false;
        };
        return wanted ? Optional.of(made(row)) : Optional.empty();
    }

    private static boolean isDigest(Row.Content content) {
        return DIGEST.matcher(content.sha256()).matches();
    }

    private static Offer made(Row row) {
        var content = row.content();
        return new Offer(
                content.id(), content.kind(), content.slug(), content.name(), content.title(),
                Bounds.cut(content.description(), Most.SKILL_DESCRIPTION), content.place(), content.path(),
                content.commit(), content.sha256(), Bounds.cut(content.licence(), 100),
                Bounds.cut(content.author(), 100), content.version(), content.homepage(), content.categories(),
                content.packages(), content.remotes(), row.numbers().score(), row.numbers().stars(),
                content.findings().size(), content.firstSeen());
    }

    /// Its name as a plugin: from the slug, which no other entry of its kind has, so that it never comes to mean
    /// another entry because scores changed. Claude Code refuses names that read as its maker's own, wherever the word
    /// stands; those words are left out, and the id's own part keeps the rest apart.
    String pluginName() {
        var name = slug + switch (kind) {
            case SKILL -> "";
            case PLUGIN -> "-plugin";
            case MCP_SERVER -> "-mcp";
            case AGENT, COMMAND, MARKETPLACE, HOOK, PACK -> "-" + kind;
        };
        // The pattern tries every beginning; few names have one of the words at all.
        var suspect = name.contains("claude") || name.contains("anthropic") || name.contains("official")
                || name.startsWith("cc-plugin-");
        if (name.length() <= 100 && !(suspect && THEIRS.matcher(name).find())) {
            return name;
        }
        var mark = id.substring(id.indexOf('.') + 1).replace('.', '-');
        var plain = THEIRS.matcher(name).replaceAll("");
        var cut = plain.substring(0, Math.min(plain.length(), 60)).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? kind + "-" + mark : cut + "-" + mark;
    }

    /// The name of the folder that the skill gets: its own, where that is legal.
    String skillName() {
        if (name.length() <= 64 && LEGAL.matcher(name).matches()) {
            return name;
        }
        var last = Source.file(path).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var folder = last.substring(0, Math.min(64, last.length())).replaceAll("^-+|-+$", "");
        if (!folder.isEmpty()) {
            return folder;
        }
        var plain = slug.replaceAll("-+", "-");
        return plain.substring(0, Math.min(64, plain.length())).replaceAll("^-+|-+$", "");
    }

    String summary() {
        return Bounds.cut(description, Most.SUMMARY);
    }
}
