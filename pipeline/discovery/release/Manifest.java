package discovery.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// `manifest.json`: what a release consists of. `manifests/manifest.schema.json` describes its JSON form.
///
/// @param seq       the build's number: one more than that of the last published; order is by it only
/// @param built     the night's instant
/// @param expires   after this a client says loudly that it is out of date
/// @param status    `active`, `deprecated` or `eol`
/// @param minClient oldest client version that can read it
/// @param lineage   the same for all builds that share ids and slots
/// @param files     file name → where it is and what it must be
/// @param deltas    version that a client may have → patches from it straight to this one
/// @param chain     version → patches to the one after it, of the last 30 nights; they never change
/// @param sqlite    version of SQLite by which `skills.db` is made of the dump
/// @param mirrors   base addresses, in order; a file's address is a mirror joined with its `path`
/// @param releases  address below which `index-SEQ/` holds the big files, where there is one; only told in `url`
/// @param shards    into how many parts the dump is split
public record Manifest(
        int schema,
        long seq,
        Instant built,
        Instant expires,
        String status,
        String minClient,
        String lineage,
        Model model,
        String sqlite,
        SortedMap<String, Item> files,
        SortedMap<String, Delta> deltas,
        SortedMap<String, Delta> chain,
        List<String> mirrors,
        Optional<String> releases,
        Stats stats,
        int shards) {
    /// The major of the form that this program writes and reads.
    public static final int SCHEMA = 1;
    /// Which version of a client this program is, and the oldest that reads what it writes.
    public static final String CLIENT = "1.0.0";
    private static final String OLDEST_CLIENT = "1.0.0";
    /// Builds back from which a patch leads straight to this one.
    public static final List<Integer> DIRECT = List.of(7, 14, 21, 28);
    /// Nights that a client may be behind and still follow by patches.
    public static final int CHAIN = 30;
    /// A patch, or all that a client needs together, is worth less than this share of the full file, in hundredths.
    public static final int WORTH = 60;
    /// What is too large for anything but a release's own download folder.
    public static final Set<String> BIG = Set.of("skills.db", "skills.jsonl.zst", "embeddings.bin.zst");
    /// The vectors as they are downloaded; inside is `embeddings.bin`.
    public static final String VECTORS = "embeddings.bin.zst";

    /// What made the vectors.
    public record Model(String id, String sha256, int recipe, int dimensions) {}

    /// A file of the release.
    ///
    /// @param path    relative to the manifest
    /// @param content what is inside, where the file is compressed
    public record Item(String path, long bytes, String sha256, Optional<Content> content) {}

    public record Content(long bytes, String sha256) {}

    /// A patch that leads from one build to a later one; one for the dump, one for the vectors. Of 0 bytes: there is
    /// none worth its trouble.
    ///
    /// @param seq    the build that it starts from
    /// @param to     the build that it leads to
    /// @param format `zstd-patch`
    public record Delta(
            long seq, long to, String path, long bytes, String sha256, String format, String fromSha256,
            String resultSha256, Vectors vectors) {}

    /// The vectors' part of a delta: a `VectorDelta` in a zstd frame.
    public record Vectors(String path, long bytes, String sha256, String fromSha256, String resultSha256) {}

    /// Counts of the night.
    ///
    /// @param kinds   entries by kind
    /// @param sources entries by source
    /// @param ages    age of a source's data in days
    public record Stats(
            long total, SortedMap<String, Long> kinds, SortedMap<String, Long> sources, long added, long updated,
            long removed, SortedMap<String, Long> ages) {}

    public Manifest {
        files = new TreeMap<>(files);
        deltas = new TreeMap<>(deltas);
        chain = new TreeMap<>(chain);
        mirrors = List.copyOf(mirrors);
    }

    /// A manifest of this program's form.
    public static Manifest of(
            long seq, Instant built, Instant expires, String lineage, Model model, String sqlite,
            SortedMap<String, Item> files, SortedMap<String, Delta> deltas, SortedMap<String, Delta> chain,
            List<String> mirrors, Optional<String> releases, Stats stats) {
        return new Manifest(SCHEMA, seq, built, expires, "active", OLDEST_CLIENT, lineage, model, sqlite, files,
                deltas, chain, mirrors, releases, stats, 1);
    }

    /// The version of a build: `1.0.SEQ`, so that semver orders builds as their numbers do.
    public static String version(long seq) {
        return "1.0." + seq;
    }

    public String version() {
        return version(seq);
    }

    /// Whether a client of this version may read it, by `minClient`. What is no version asks for nothing.
    public boolean isFor(String client) {
        if (!minClient.matches("[0-9]{1,9}(\\.[0-9]{1,9}){2}")) {
            return true;
        }
        var wanted = minClient.split("\\.");
        var has = client.split("\\.");
        for (var i = 0; i < wanted.length; i++) {
            var order = Integer.compare(Integer.parseInt(has[i]), Integer.parseInt(wanted[i]));
            if (order != 0) {
                return order > 0;
            }
        }
        return true;
    }

    /// @throws IllegalArgumentException when the release has no such file
    public Item file(String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow(() -> new IllegalArgumentException(
                "the manifest lists no " + name + ", only " + String.join(", ", files.keySet())));
    }

    /// What `embeddings.bin` itself is to be, unpacked.
    public Content vectors() {
        return file(VECTORS).content().orElseThrow(() -> new IllegalArgumentException(VECTORS + " has no content"));
    }

    /// As plain collections, in the order in which it is written.
    public Map<String, Object> toTree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("schema", schema);
        tree.put("version", version());
        tree.put("build_number", seq);
        tree.put("build_timestamp", built.toString());
        tree.put("expires", expires.toString());
        tree.put("status", status);
        tree.put("min_client", minClient);
        tree.put("lineage", lineage);
        tree.put("model", ordered("id", model.id(), "sha256", model.sha256(), "recipe", model.recipe(),
                "dimensions", model.dimensions()));
        tree.put("sqlite", sqlite);
        var items = new LinkedHashMap<String, Object>();
        files.forEach((name, item) -> {
            var one = ordered("size_bytes", item.bytes(), "sha256", item.sha256(), "path", item.path());
            url(name, item.path()).ifPresent(url -> one.put("url", url));
            item.content().ifPresent(inside -> one.put("content",
                    ordered("size_bytes", inside.bytes(), "sha256", inside.sha256())));
            items.put(name, one);
        });
        tree.put("files", items);
        tree.put("delta_from", tree(deltas, true));
        tree.put("chain", tree(chain, false));
        tree.put("mirrors", mirrors);
        tree.put("stats", ordered("total_skills", stats.total(), "kinds", stats.kinds(), "sources",
                stats.sources(), "new_skills", stats.added(), "updated_skills", stats.updated(), "removed_skills",
                stats.removed(), "age_days", stats.ages()));
        tree.put("shards", shards);
        return tree;
    }

    private Map<String, Object> tree(SortedMap<String, Delta> patches, boolean urls) {
        var tree = new LinkedHashMap<String, Object>();
        patches.forEach((version, delta) -> {
            var one = ordered("seq", delta.seq(), "to", delta.to(), "size_bytes", delta.bytes(), "sha256",
                    delta.sha256(), "from_sha256", delta.fromSha256(), "result_sha256", delta.resultSha256(), "format",
                    delta.format(), "path", delta.path());
            url("", delta.path()).filter(url -> urls).ifPresent(url -> one.put("url", url));
            var vectors = delta.vectors();
            var part = ordered("size_bytes", vectors.bytes(), "sha256", vectors.sha256(), "from_sha256",
                    vectors.fromSha256(), "result_sha256", vectors.resultSha256(), "path", vectors.path());
            url("", vectors.path()).filter(url -> urls).ifPresent(url -> part.put("url", url));
            one.put("vectors", part);
            tree.put(version, one);
        });
        return tree;
    }

    /// The address of a file that is told to people and simple programs; clients try the mirrors as well.
    public Optional<String> url(String name) {
        return url(name, file(name).path());
    }

    /// Big files are at the release's own address, the others at the first mirror.
    private Optional<String> url(String name, String path) {
        return BIG.contains(name) && releases.isPresent()
                ? releases.map(base -> base + tag(seq) + "/" + path.substring(path.lastIndexOf('/') + 1))
                : mirrors.stream().findFirst().map(mirror -> mirror + path);
    }

    /// The tag of a build's release.
    public static String tag(long seq) {
        return "index-" + seq;
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    /// From plain collections. Unknown fields are ignored; an unknown major is refused.
    ///
    /// @throws IllegalArgumentException with one sentence, when it is no manifest that this program reads
    public static Manifest of(Object json) {
        var tree = new Tree(json, "manifest");
        var schema = (int) tree.number("schema");
        if (schema != SCHEMA) {
            throw new IllegalArgumentException(
                    "the manifest has schema " + schema + "; this program reads " + SCHEMA + ": update it");
        }
        var seq = tree.number("build_number");
        if (!tree.text("version").equals(version(seq))) {
            throw new IllegalArgumentException("the manifest's version " + tree.text("version")
                    + " is not that of build " + seq);
        }
        var model = tree.tree("model");
        var files = new TreeMap<String, Item>();
        tree.tree("files").trees().forEach((name, item) -> files.put(name, new Item(
                item.path("path"), item.number("size_bytes"), item.text("sha256"),
                item.optional("content").map(inside -> new Content(
                        inside.number("size_bytes"), inside.text("sha256"))))));
        var stats = tree.tree("stats");
        return new Manifest(
                schema, seq, tree.instant("build_timestamp"), tree.instant("expires"), tree.text("status"),
                tree.text("min_client"), tree.text("lineage"),
                new Model(model.text("id"), model.text("sha256"), (int) model.number("recipe"),
                        (int) model.number("dimensions")),
                tree.text("sqlite"), files, deltas(tree.tree("delta_from")), deltas(tree.tree("chain")),
                tree.texts("mirrors"), files.entrySet().stream().filter(file -> BIG.contains(file.getKey()))
                        .flatMap(file -> releases(tree.tree("files").tree(file.getKey()), seq).stream()).findFirst(),
                new Stats(stats.number("total_skills"), stats.tree("kinds").numbers(),
                        stats.tree("sources").numbers(), stats.number("new_skills"), stats.number("updated_skills"),
                        stats.number("removed_skills"), stats.tree("age_days").numbers()),
                (int) tree.number("shards"));
    }

    private static Optional<String> releases(Tree file, long seq) {
        var end = "/" + tag(seq) + "/";
        return file.maybe("url").filter(url -> url.lastIndexOf(end) > 0)
                .map(url -> url.substring(0, url.lastIndexOf(end) + 1));
    }

    private static SortedMap<String, Delta> deltas(Tree tree) {
        var deltas = new TreeMap<String, Delta>();
        tree.trees().forEach((version, delta) -> {
            var part = delta.tree("vectors");
            deltas.put(version, new Delta(
                    delta.number("seq"), delta.number("to"), delta.path("path"), delta.number("size_bytes"),
                    delta.text("sha256"), delta.text("format"), delta.text("from_sha256"),
                    delta.text("result_sha256"), new Vectors(
                            part.path("path"), part.number("size_bytes"), part.text("sha256"),
                            part.text("from_sha256"), part.text("result_sha256"))));
        });
        return deltas;
    }

    /// A JSON object of which fields are asked by type.
    private static final class Tree {
        private final Map<?, ?> map;
        private final String name;

        Tree(Object json, String name) {
            if (!(json instanceof Map<?, ?> object)) {
                throw new IllegalArgumentException("`" + name + "` is not an object");
            }
            this.map = object;
            this.name = name;
        }

        private IllegalArgumentException wrong(String key, String wanted) {
            return new IllegalArgumentException("`" + name + "." + key + "` is not " + wanted);
        }

        String text(String key) {
            if (map.get(key) instanceof String text && text.length() <= 1_000) {
                return text;
            }
            throw wrong(key, "a text");
        }

        Optional<String> maybe(String key) {
            return map.get(key) instanceof String text && text.length() <= 1_000 ? Optional.of(text) : Optional.empty();
        }

        /// A path that can't leave the folder that it is joined to.
        String path(String key) {
            var path = text(key);
            if (path.matches("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")) {
                return path;
            }
            throw wrong(key, "a plain relative path");
        }

        long number(String key) {
            if (map.get(key) instanceof Number number && number.doubleValue() == number.longValue()
                    && number.longValue() >= 0) {
                return number.longValue();
            }
            throw wrong(key, "a whole number");
        }

        Instant instant(String key) {
            try {
                return Instant.parse(text(key));
            } catch (java.time.DateTimeException e) {
                throw wrong(key, "an instant");
            }
        }

        List<String> texts(String key) {
            if (!(map.get(key) instanceof List<?> list)) {
                throw wrong(key, "a list");
            }
            var texts = new ArrayList<String>();
            for (var each : list) {
                if (!(each instanceof String text)) {
                    throw wrong(key, "a list of texts");
                }
                texts.add(text);
            }
            return texts;
        }

        Tree tree(String key) {
            return optional(key).orElseThrow(() -> wrong(key, "an object"));
        }

        Optional<Tree> optional(String key) {
            return Optional.ofNullable(map.get(key)).map(value -> new Tree(value, name + "." + key));
        }

        SortedMap<String, Tree> trees() {
            var trees = new TreeMap<String, Tree>();
            map.forEach((key, value) -> trees.put(String.valueOf(key), new Tree(String.valueOf(key).isEmpty()
                    ? Map.of() : orNothing(value), name + "." + key)));
            return trees;
        }

        private static Object orNothing(Object value) {
            return Optional.ofNullable(value).orElse("nothing");
        }

        SortedMap<String, Long> numbers() {
            var numbers = new TreeMap<String, Long>();
            map.keySet().forEach(key -> numbers.put(String.valueOf(key), number(String.valueOf(key))));
            return numbers;
        }
    }
}
