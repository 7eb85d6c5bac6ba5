package discovery.edge.cache;

import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.sqlite.KeyValues;
import discovery.edge.zstd.Zstd;
import discovery.fetch.Notes;
import discovery.fetch.Repository;
import discovery.fetch.Walks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The cache of a collector. Safe for several threads at once. What in it can't be read is as if it were not there.
public final class Cache implements Notes, AutoCloseable {
    static final String RESPONSES = "responses";
    static final String BLOBS = "blobs";
    static final String VERDICTS = "verdicts";
    static final String OBSERVATIONS = "observations";
    static final String NOTES = "notes";
    static final String REPOSITORIES = "repositories";
    static final String WALKS = "walks";
    private static final List<String> SHARED = List.of(RESPONSES, BLOBS, VERDICTS, REPOSITORIES, WALKS);
    private static final String FILE = "fetch.sqlite";
    private static final Pattern PART = Pattern.compile("part-\\d+-of-\\d+");
    private static final int FORMAT = 1;

    /// A cache above this size lets go of what tonight had no use for; so does every one after so many days.
    private static final long MOST_BYTES = 8L << 30;
    private static final int PRUNED_DAYS = 30;
    private static final String PRUNED = "pruned";

    private final KeyValues store;
    private final Path file;
    /// Hashes of the keys that were read or written tonight; two keys with the same hash are both kept.
    private final Set<Integer> used = ConcurrentHashMap.newKeySet();

    private Cache(KeyValues store, Path file) {
        this.store = store;
        this.file = file;
    }

    /// Opens the cache, or begins one.
    ///
    /// @param folder where `fetch.sqlite` is; made where it is missing
    public static Cache open(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        var cache = new Cache(
                KeyValues.open(file, List.of(RESPONSES, BLOBS, VERDICTS, OBSERVATIONS, NOTES, REPOSITORIES, WALKS)),
                file);
        cache.absorbParts(folder);
        return cache;
    }

    /// Begins a part of a cache, in a folder of its own below it, with what the cache knows: for one machine of several.
    /// The next one who opens the cache takes over what is found in its parts, and removes them.
    ///
    /// @param number of the part, from 1, `of` how many
    public static Path part(Path folder, int number, int of) throws IOException {
        var part = folder.resolve("part-%d-of-%d".formatted(number, of));
        Published.delete(part);
        Files.createDirectories(part);
        for (var name : List.of(FILE, FILE + "-wal")) {
            if (Files.exists(folder.resolve(name))) {
                Files.copy(folder.resolve(name), part.resolve(name));
            }
        }
        return part;
    }

    private void absorbParts(Path folder) throws IOException {
        List<Path> parts;
        try (var all = Files.list(folder)) {
            parts = all.filter(each -> PART.matcher(String.valueOf(each.getFileName())).matches()).sorted().toList();
        }
        for (var part : parts) {
            try {
                store.absorb(part.resolve(FILE), SHARED);
            } catch (UncheckedIOException damaged) {
                // What it held is fetched again.
            }
            Published.delete(part);
        }
    }

    /// Leaves in a part only what others may want: what tonight had a use for, without what this machine alone thinks
    /// of sources.
    public void keepShared() {
        for (var table : List.of(OBSERVATIONS, NOTES)) {
            store.keys(table, "").forEach(key -> store.remove(table, key));
        }
        List.of(RESPONSES, BLOBS, WALKS).forEach(this::removeUnused);
        store.commit();
    }

    private void removeUnused(String table) {
        store.keys(table, "").stream().filter(key -> !used.contains(hash(table, key)))
                .forEach(key -> store.remove(table, key));
    }

    /// An answer as it came.
    ///
    /// @param tag     its ETag; empty: it never changes
    /// @param headers those that matter to a reader, names in lower case
    @SuppressWarnings("ArrayRecordComponent") // Responses are never compared.
    public record Response(String tag, Map<String, String> headers, byte[] body) {}

    public Optional<Response> response(String key) {
        return unpacked(RESPONSES, key).flatMap(bytes -> {
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                if (in.readInt() != FORMAT) {
                    return Optional.empty();
                }
                var tag = in.readUTF();
                var headers = new TreeMap<String, String>();
                for (var left = in.readInt(); left > 0; left--) {
                    headers.put(in.readUTF(), in.readUTF());
                }
                return Optional.of(new Response(tag, headers, in.readAllBytes()));
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        });
    }

    public void response(String key, Response response) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeUTF(response.tag());
            out.writeInt(response.headers().size());
            for (var header : new TreeMap<>(response.headers()).entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        used.add(hash(RESPONSES, key));
        store.put(RESPONSES, key, packed(bytes.toByteArray()));
    }

    public void forgetResponse(String key) {
        store.remove(RESPONSES, key);
    }

    /// The bytes that git knows by this id.
    public Optional<byte[]> blob(String id) {
        return unpacked(BLOBS, id);
    }

    public boolean hasBlob(String id) {
        return store.has(BLOBS, id);
    }

    public void blob(String id, byte[] bytes) {
        used.add(hash(BLOBS, id));
        store.put(BLOBS, id, packed(bytes));
    }

    /// What was found out about a name, and when; for questions that cost a request each and whose answers last.
    public record Verdict(LocalDate day, String word) {}

    public Optional<Verdict> verdict(String name) {
        return unpacked(VERDICTS, name).flatMap(bytes -> {
            try {
                var parts = new String(bytes, StandardCharsets.UTF_8).split(" ", 2);
                return Optional.of(new Verdict(LocalDate.parse(parts[0]), parts.length > 1 ? parts[1] : ""));
            } catch (DateTimeParseException unreadable) {
                return Optional.empty();
            }
        });
    }

    public void verdict(String name, Verdict verdict) {
        store.put(VERDICTS, name, packed((verdict.day() + " " + verdict.word()).getBytes(
                StandardCharsets.UTF_8)));
    }

    @Override
    public Optional<String> note(String key) {
        return unpacked(NOTES, key).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void note(String key, String text) {
        store.put(NOTES, key, packed(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// What GitHub said in full of a repository of this name, in lower case.
    ///
    /// @param day    on which it said so, days since 1970-01-01
    /// @param pushed the instant of the last push to it then, as GitHub writes it
    public record Described(long day, String pushed, Repository repository) {}

    public Optional<Described> described(String name) {
        return store.get(REPOSITORIES, name).flatMap(bytes -> {
            try {
                return Optional.of(Json.read(new String(bytes, StandardCharsets.UTF_8), Described.class));
            } catch (MalformedException otherVersion) {
                return Optional.empty();
            }
        });
    }

    public void described(String name, Described described) {
        store.put(REPOSITORIES, name, Json.line(described).getBytes(StandardCharsets.UTF_8));
    }

    /// The last good observations.
    public LastGood lastGood() {
        return new LastGood(store);
    }

    /// What repositories' files said before.
    ///
    /// @param program what read them: another one may read them otherwise
    public Walks walks(String program) {
        return new PastWalks(store, program, key -> used.add(hash(WALKS, key)));
    }

    /// Removes answers and files that tonight had no use for, where the cache has grown too large or that was last done
    /// long ago.
    public void prune(LocalDate today) {
        var last = note(PRUNED).map(LocalDate::parse);
        if (last.isEmpty()) {
            note(PRUNED, today.toString());
        } else if (file.toFile().length() > MOST_BYTES || !last.get().plusDays(PRUNED_DAYS).isAfter(today)) {
            List.of(RESPONSES, BLOBS, WALKS).forEach(this::removeUnused);
            note(PRUNED, today.toString());
        }
        store.commit();
    }

    private static int hash(String table, String key) {
        return (table + " " + key).hashCode();
    }

    private Optional<byte[]> unpacked(String table, String key) {
        used.add(hash(table, key));
        return store.get(table, key).flatMap(Cache::unpacked);
    }

    static byte[] packed(byte[] plain) {
        return Zstd.work(plain);
    }

    /// zstd frames carry a checksum, so what is damaged is found out here.
    static Optional<byte[]> unpacked(byte[] packed) {
        try {
            return Optional.of(Zstd.worked(packed));
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /// Brings everything to disk.
    public void commit() {
        store.commit();
    }

    @Override
    public void close() {
        store.close();
    }
}
