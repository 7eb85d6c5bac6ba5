package discovery.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
/// @param deltas    version that a client may have → patches to this one
/// @param mirrors   base addresses, in order; a file's address is a mirror joined with its `path`
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
        SortedMap<String, Item> files,
        SortedMap<String, Delta> deltas,
        List<String> mirrors,
        Stats stats,
        int shards) {
    /// The major of the form that this program writes and reads.
    public static final int SCHEMA = 1;
    private static final String OLDEST_CLIENT = "1.0.0";

    /// What made the vectors.
    public record Model(String id, String sha256, int recipe, int dimensions) {}

    /// A file of the release.
    ///
    /// @param path    relative to the manifest
    /// @param content what is inside, where the file is compressed
    public record Item(String path, long bytes, String sha256, Optional<Content> content) {}

    public record Content(long bytes, String sha256) {}

    /// A patch that leads from an older build to this one; one for the dump, one for the vectors.
    ///
    /// @param format `zstd-patch` or `vectors`
    public record Delta(
            long seq, String path, long bytes, String sha256, String format, String fromSha256, String resultSha256,
            Optional<Vectors> vectors) {}

    /// The vectors' part of a delta.
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
        mirrors = List.copyOf(mirrors);
    }

    /// A manifest of this program's form.
    public static Manifest of(
            long seq, Instant built, Instant expires, String lineage, Model model, SortedMap<String, Item> files,
            SortedMap<String, Delta> deltas, List<String> mirrors, Stats stats) {
        return new Manifest(SCHEMA, seq, built, expires, "active", OLDEST_CLIENT, lineage, model, files, deltas,
                mirrors, stats, 1);
    }

    /// The version of a build: `1.0.SEQ`, so that semver orders builds as their numbers do.
    public static String version(long seq) {
        return "1.0." + seq;
    }

    public String version() {
        return version(seq);
    }

    /// @throws IllegalArgumentException when the release has no such file
    public Item file(String name) {
        return Optional.ofNullable(files.get(name)).orElseThrow(() -> new IllegalArgumentException(
                "the manifest lists no " + name + ", only " + String.join(", ", files.keySet())));
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
        var items = new LinkedHashMap<String, Object>();
        files.forEach((name, item) -> {
            var one = ordered("size_bytes", item.bytes(), "sha256", item.sha256(), "path", item.path());
            url(item.path()).ifPresent(url -> one.put("url", url));
            item.content().ifPresent(inside -> one.put("content",
                    ordered("size_bytes", inside.bytes(), "sha256", inside.sha256())));
            items.put(name, one);
        });
        tree.put("files", items);
        var patches = new LinkedHashMap<String, Object>();
        deltas.forEach((version, delta) -> {
            var one = ordered("seq", delta.seq(), "size_bytes", delta.bytes(), "sha256", delta.sha256(),
                    "from_sha256", delta.fromSha256(), "result_sha256", delta.resultSha256(), "format",
                    delta.format(), "path", delta.path());
            url(delta.path()).ifPresent(url -> one.put("url", url));
            delta.vectors().ifPresent(vectors -> {
                var part = ordered("size_bytes", vectors.bytes(), "sha256", vectors.sha256(), "from_sha256",
                        vectors.fromSha256(), "result_sha256", vectors.resultSha256(), "path", vectors.path());
                url(vectors.path()).ifPresent(url -> part.put("url", url));
                one.put("vectors", part);
            });
            patches.put(version, one);
        });
        tree.put("delta_from", patches);
        tree.put("mirrors", mirrors);
        tree.put("stats", ordered("total_skills", stats.total(), "kinds", stats.kinds(), "sources",
                stats.sources(), "new_skills", stats.added(), "updated_skills", stats.updated(), "removed_skills",
                stats.removed(), "age_days", stats.ages()));
        tree.put("shards", shards);
        return tree;
    }

    private Optional<String> url(String path) {
        return mirrors.stream().findFirst().map(mirror -> mirror + path);
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
        var deltas = new TreeMap<String, Delta>();
        tree.tree("delta_from").trees().forEach((version, delta) -> deltas.put(version, new Delta(
                delta.number("seq"), delta.path("path"), delta.number("size_bytes"), delta.text("sha256"),
                delta.text("format"), delta.text("from_sha256"), delta.text("result_sha256"),
                delta.optional("vectors").map(part -> new Vectors(
                        part.path("path"), part.number("size_bytes"), part.text("sha256"),
                        part.text("from_sha256"), part.text("result_sha256"))))));
        var stats = tree.tree("stats");
        return new Manifest(
                schema, seq, tree.instant("build_timestamp"), tree.instant("expires"), tree.text("status"),
                tree.text("min_client"), tree.text("lineage"),
                new Model(model.text("id"), model.text("sha256"), (int) model.number("recipe"),
                        (int) model.number("dimensions")),
                files, deltas, tree.texts("mirrors"),
                new Stats(stats.number("total_skills"), stats.tree("kinds").numbers(),
                        stats.tree("sources").numbers(), stats.number("new_skills"), stats.number("updated_skills"),
                        stats.number("removed_skills"), stats.tree("age_days").numbers()),
                (int) tree.number("shards"));
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
