package discovery.catalogs;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.List;
import java.util.TreeMap;

/// Entries to publish: a sound one of a kind, and ways to change what a test is about.
record Thing(Kind kind, String slug, String name, String description, String path, String status, boolean archived,
        String original, List<String> packages, List<String> remotes, List<String> members, String severity,
        int score) {

    static Thing of(Kind kind, String slug) {
        var path = switch (kind) {
            case AGENT -> "agents/" + slug + ".md";
            case COMMAND -> "commands/" + slug + ".md";
            default -> "things/" + slug;
        };
        return new Thing(kind, slug, kind == Kind.MCP_SERVER ? "io.github.acme/" + slug : slug, "Does " + slug + ".",
                path, "", false, "",
                kind == Kind.MCP_SERVER ? List.of("npm @acme/" + slug + " 1.2.3") : List.of(), List.of(), List.of(),
                "", 5_000);
    }

    Thing named(String other) {
        return new Thing(kind, slug, other, description, path, status, archived, original, packages, remotes, members,
                severity, score);
    }

    Thing saying(String text) {
        return new Thing(kind, slug, name, text, path, status, archived, original, packages, remotes, members,
                severity, score);
    }

    Thing at(String place) {
        return new Thing(kind, slug, name, description, place, status, archived, original, packages, remotes, members,
                severity, score);
    }

    Thing withStatus(String word) {
        return new Thing(kind, slug, name, description, path, word, archived, original, packages, remotes, members,
                severity, score);
    }

    Thing inArchive() {
        return new Thing(kind, slug, name, description, path, status, true, original, packages, remotes, members,
                severity, score);
    }

    Thing copyOf(String id) {
        return new Thing(kind, slug, name, description, path, status, archived, id, packages, remotes, members,
                severity, score);
    }

    Thing reachedBy(List<String> packed, List<String> remote) {
        return new Thing(kind, slug, name, description, path, status, archived, original, packed, remote, members,
                severity, score);
    }

    Thing with(List<String> ids) {
        return new Thing(kind, slug, name, description, path, status, archived, original, packages, remotes, ids,
                severity, score);
    }

    Thing found(String how) {
        return new Thing(kind, slug, name, description, path, status, archived, original, packages, remotes, members,
                how, score);
    }

    String id() {
        return kind + ".4711." + slug;
    }

    Row row() {
        var findings = severity.isEmpty()
                ? List.<Judgement.Finding>of()
                : List.of(new Judgement.Finding("curl-pipe-shell", severity, 3, "curl x | sh"));
        return new Row(
                new Row.Content(
                        id(), 0, kind, slug, name, "", description, 4_711, "acme/tools", path, "0".repeat(39) + "1",
                        "", "ab".repeat(32), "MIT", "1.0.0", "", "", "", status, archived, false, List.of(),
                        List.of("documents"), "", List.of(), List.of(), List.of(), packages, remotes, members,
                        List.of(), List.of("topics"), new TreeMap<>(), original, "", List.of(), List.of(), findings,
                        20_700, List.of()),
                new Row.Numbers(12, 3, -1, 20_000, 20_600, 100, score, List.of(), -1));
    }
}
