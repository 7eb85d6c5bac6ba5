package discovery.site;

import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A row in the making: a plain one, of which a test changes what it is about.
final class Draft {
    String id;
    int slot;
    Kind kind;
    String slug;
    String name;
    String title = "";
    String description = "Reads forms and fills them.";
    long repository = 4_711;
    String place = "acme/tools";
    String path = "";
    String commit = "0123456789abcdef0123456789abcdef01234567";
    String blob = "89abcdef0123456789abcdef0123456789abcdef";
    String sha256 = "ab".repeat(32);
    String licence = "MIT";
    String version = "";
    String author = "";
    String homepage = "";
    String language = "";
    String status = "";
    boolean archived;
    boolean fork;
    List<String> tags = List.of();
    List<String> categories = List.of("documents");
    String gist = "";
    List<String> tools = List.of();
    List<String> events = List.of();
    List<String> commands = List.of();
    List<String> packages = List.of();
    List<String> remotes = List.of();
    List<String> members = List.of();
    List<String> parents = List.of();
    List<String> sources = List.of("topics");
    SortedMap<String, String> provenance = new TreeMap<>(java.util.Map.of("name", "topics"));
    String original = "";
    String reason = "";
    List<String> flaws = List.of();
    List<Judgement.Verdict> verdicts = List.of();
    List<Judgement.Finding> findings = new ArrayList<>();
    long firstSeen = 20_770;
    List<String> formerly = List.of();
    long stars = 12;
    long pushed = 20_700;
    long words = 420;
    int score = 5_000;
    int copies = -1;

    private Draft(Kind kind, String slug) {
        this.kind = kind;
        this.slug = slug;
        id = kind + ".4711." + slug;
        name = slug;
    }

    static Row of(Kind kind, String slug, Consumer<Draft> change) {
        var draft = new Draft(kind, slug);
        change.accept(draft);
        return draft.row();
    }

    Row row() {
        return new Row(
                new Row.Content(
                        id, slot, kind, slug, name, title, description, repository, place, path, commit, blob, sha256,
                        licence, version, author, homepage, language, status, archived, fork, tags, categories, gist,
                        tools, events, commands, packages, remotes, members, parents, sources, provenance, original,
                        reason, flaws, verdicts, findings, firstSeen, formerly),
                new Row.Numbers(stars, 3, -1, 20_000, pushed, words, score, List.of(), copies));
    }
}
