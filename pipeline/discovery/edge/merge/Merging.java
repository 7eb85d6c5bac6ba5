package discovery.edge.merge;

import discovery.edge.files.Sha256;
import discovery.edge.files.SortedLines;
import discovery.edge.json.Cursor;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.MalformedException;
import discovery.merge.Families;
import discovery.merge.Grouping;
import discovery.merge.Identity;
import discovery.merge.Identity.Known;
import discovery.merge.Precedence;
import discovery.merge.Thing;
import discovery.model.Config;
import discovery.model.Entry;
import discovery.model.Key;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import discovery.model.Slots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Observations in any order become `entries.jsonl.zst`, `families.jsonl`, `links.jsonl` and `problems.jsonl`, each
/// sorted by id, and `slots.json`.
///
/// Each step is a sort and one pass: things by the order of their groups, entries by id, families by what their members
/// have in common, links by the key that both ends know. Memory holds one repository's things of one kind.
public final class Merging {
    /// What came of it: distinct observations in, entries out.
    public record Merged(long observations, long entries) {}

    private static final char CUT = '\t';

    private final Config config;
    private final Precedence precedence;
    private final long today;
    private final Path folder;

    /// @param folder where the files go, and the sorted pieces meanwhile
    public Merging(Config config, Precedence precedence, long today, Path folder) {
        this.config = config;
        this.precedence = precedence;
        this.today = today;
        this.folder = folder;
    }

    /// @param known    what the last release knew, sorted by id; closed by the caller
    /// @param nextSlot of the last release, 0 on a first night
    public Merged merge(Stream<Observation> observations, Stream<Known> known, int nextSlot) throws IOException {
        try (var sorted = new SortedLines(folder);
                var things = new SortedLines(folder);
                var references = new SortedLines(folder);
                var entries = new SortedLines(folder)) {
            observations.forEach(each -> add(sorted, plain(each.key()), Json.line(each)));
            var count = group(sorted, things, references);
            var slots = identify(things, known, nextSlot, entries);
            Files.writeString(folder.resolve("slots.json"), Json.pretty(new Slots(slots)));
            var total = write(entries, references);
            return new Merged(count, total);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private long group(SortedLines sorted, SortedLines things, SortedLines references) throws IOException {
        var count = new long[1];
        var grouping = new Grouping(
                precedence, config,
                thing -> add(things, plain(thing.order()), Json.line(thing)),
                containment -> add(references, plain(containment.child().toString()),
                        "parent" + CUT + plain(containment.parent().toString())));
        var last = new String[] {""};
        sorted.drainTo(line -> {
            // Repetition does no harm.
            if (!line.equals(last[0])) {
                last[0] = line;
                count[0]++;
                grouping.accept(read(line, Observation.class));
            }
        });
        grouping.finish();
        return count[0];
    }

    private int identify(SortedLines things, Stream<Known> known, int nextSlot, SortedLines entries)
            throws IOException {
        var identity = new Identity(Sha256::of, today, nextSlot,
                entry -> add(entries, entry.id(), Json.line(entry)));
        try (var past = new Cursor<>(known, Known::id)) {
            var group = new ArrayList<Thing>();
            things.drainTo(line -> {
                var thing = read(line, Thing.class);
                if (!group.isEmpty() && !group.getFirst().group().equals(thing.group())) {
                    identity.settle(group, past.startingWith(group.getFirst().group()));
                    group.clear();
                }
                group.add(thing);
            });
            if (!group.isEmpty()) {
                identity.settle(group, past.startingWith(group.getFirst().group()));
            }
        }
        return identity.nextSlot();
    }

    private long write(SortedLines entries, SortedLines references) throws IOException {
        try (var marks = new SortedLines(folder);
                var out = new JsonLines.Writer(folder.resolve("entries.jsonl.zst"))) {
            entries.drainTo(line -> {
                var json = line.substring(line.indexOf(CUT) + 1);
                out.line(json);
                var entry = read(line, Entry.class);
                add(references, plain(Key.of(entry.kind(), entry.place()).toString()), "is" + CUT + entry.id());
                Families.mark(entry, Sha256::of)
                        .ifPresent(mark -> add(marks, mark, Json.line(Families.candidate(entry))));
            });
            families(marks);
            links(references);
            return out.count();
        }
    }

    private void families(SortedLines marks) throws IOException {
        try (var members = new SortedLines(folder);
                var out = new JsonLines.Writer(folder.resolve("families.jsonl"))) {
            var family = new ArrayList<Families.Candidate>();
            var mark = new String[] {""};
            marks.drainTo(line -> {
                var its = line.substring(0, line.indexOf(CUT));
                if (!its.equals(mark[0])) {
                    close(family, members);
                    mark[0] = its;
                }
                family.add(read(line, Families.Candidate.class));
            });
            close(family, members);
            members.drainTo(line -> out.line(line.substring(line.indexOf(CUT) + 1)));
        }
    }

    private static void close(List<Families.Candidate> family, SortedLines members) {
        for (var member : Families.members(family)) {
            add(members, member.id(), Json.line(member));
        }
        family.clear();
    }

    /// Joins who refers to a key with who has it, first by the child's key, then by the parent's.
    private void links(SortedLines references) throws IOException {
        try (var byParent = new SortedLines(folder);
                var pairs = new SortedLines(folder);
                var out = new JsonLines.Writer(folder.resolve("links.jsonl"));
                var problems = new JsonLines.Writer(folder.resolve("problems.jsonl"))) {
            new Joined((key, ids, parents) -> {
                ids.forEach(id -> add(byParent, key, "is" + CUT + id));
                for (var parent : parents) {
                    if (ids.isEmpty()) {
                        problems.add(missing(parent, key));
                    }
                    ids.forEach(id -> add(byParent, parent, "parent" + CUT + id));
                }
            }).run(references);
            new Joined((key, ids, children) -> {
                for (var id : ids) {
                    for (var child : children) {
                        add(pairs, id, "1" + CUT + child);
                        add(pairs, child, "2" + CUT + id);
                    }
                }
            }).run(byParent);
            var members = new TreeSet<String>();
            var parents = new TreeSet<String>();
            var current = new String[] {""};
            Runnable close = () -> {
                if (!current[0].isEmpty()) {
                    out.add(new Links(current[0], List.copyOf(members), List.copyOf(parents)));
                }
                members.clear();
                parents.clear();
            };
            pairs.drainTo(line -> {
                var parts = line.split("\t", 3);
                if (!parts[0].equals(current[0])) {
                    close.run();
                    current[0] = parts[0];
                }
                (parts[1].equals("1") ? members : parents).add(parts[2]);
            });
            close.run();
        }
    }

    private static Problem missing(String parent, String child) {
        var container = Key.parse(parent);
        var wanted = Key.parse(child);
        var kind = container.kind() == Kind.PACK ? "The pack" : "The " + container.kind();
        return new Problem(ProblemKind.DEAD_LINK, "merge", parent, kind + " names a " + wanted.kind() + " at `"
                + wanted.path() + "` that nothing was found of; mend or remove the link.");
    }

    /// Groups lines `key is ID` and `key parent KEY` by their key.
    private record Joined(Group each) {
        interface Group {
            void of(String key, List<String> ids, List<String> others);
        }

        void run(SortedLines lines) throws IOException {
            var key = new String[] {""};
            var ids = new ArrayList<String>();
            var others = new ArrayList<String>();
            lines.drainTo(line -> {
                var parts = line.split("\t", 3);
                if (!parts[0].equals(key[0])) {
                    each.of(key[0], List.copyOf(ids), List.copyOf(others));
                    ids.clear();
                    others.clear();
                    key[0] = parts[0];
                }
                (parts[1].equals("is") ? ids : others).add(parts[2]);
            });
            each.of(key[0], List.copyOf(ids), List.copyOf(others));
        }
    }

    private static void add(SortedLines lines, String key, String value) {
        try {
            lines.add(key + CUT + value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keys hold foreign paths, in which white space of any kind may be; as sort keys it is plain.
    private static String plain(String key) {
        return key.replaceAll("[\\p{Cntrl}\\u2028\\u2029&&[^\\u0001]]", " ");
    }

    private static <T> T read(String line, Class<T> type) {
        try {
            return Json.read(line.substring(line.lastIndexOf(CUT) + 1), type);
        } catch (MalformedException e) {
            throw new UncheckedIOException(new IOException("a line of ours can't be read: " + e.getMessage(), e));
        }
    }
}
