package discovery.edge.merge;

import discovery.edge.files.Sha256;
import discovery.edge.files.SortedLines;
import discovery.edge.json.Cursor;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.MalformedException;
import discovery.merge.Clients;
import discovery.merge.Families;
import discovery.merge.Fingerprint;
import discovery.merge.Grouping;
import discovery.merge.Identity;
import discovery.merge.Identity.Known;
import discovery.merge.LookAlikes;
import discovery.merge.MergeRules;
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
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Observations in any order become `entries.jsonl.zst`, `families.jsonl`, `links.jsonl` and `problems.jsonl`, each
/// sorted by id, and `slots.json`.
///
/// Each step is a sort and one pass: observations by repository, kind and path, entries by id, families by what their
/// members have in common, links by the key that both ends know. Memory holds one repository's things of one kind, and
/// of each entry its slug and some 300 bytes of what copies are told by.
public final class Merging {
    /// What came of it: distinct observations in, entries out.
    public record Merged(long observations, long entries) {}

    private static final char CUT = '\t';

    private final Config config;
    private final MergeRules rules;
    private final Precedence precedence;
    private final long today;
    private final Path folder;

    /// @param folder where the files go, and the sorted pieces meanwhile
    public Merging(Config config, MergeRules rules, long today, Path folder) {
        this.config = config;
        this.rules = rules;
        this.precedence = rules.rules();
        this.today = today;
        this.folder = folder;
    }

    /// @param observations lines of `observations.jsonl.zst`, in any order
    /// @param known        what the last release knew, in any order; closed by the caller
    /// @param nextSlot     of the last release, 0 on a first night
    public Merged merge(Stream<String> observations, Stream<Known> known, int nextSlot) throws IOException {
        try (var sorted = new SortedLines(folder);
                var past = new SortedLines(folder);
                var references = new SortedLines(folder);
                var entries = new SortedLines(folder);
                var copies = new Copies(folder, rules.copies())) {
            try (var heads = new InOrder<String, String>(
                    line -> plain(Clients.folded(head(line)).key()) + CUT + line, line -> add(sorted, line))) {
                observations.forEach(heads::add);
            }
            known.forEach(each -> add(past, plain(each.order()), Json.line(each)));
            var lookAlikes = new LookAlikes();
            long count;
            try (var written = new InOrder<Entry, Written>(Written::of, each -> {
                add(entries, each.entry().id(), each.line());
                add(references, plain(Key.of(each.entry().kind(), each.entry().place()).toString()),
                        "is" + CUT + each.entry().id());
                copies.add(each.entry(), each.print());
                lookAlikes.add(each.entry());
            })) {
                var identity = new Identity(Sha256::of, today, nextSlot, written::add);
                count = settle(sorted, past, identity, references);
                Files.writeString(folder.resolve("slots.json"), Json.pretty(new Slots(identity.nextSlot())));
            }
            long total;
            try (var out = new JsonLines.Writer(folder.resolve("entries.jsonl.zst"))) {
                entries.drainTo(line -> out.line(line.substring(line.indexOf(CUT) + 1)));
                total = out.count();
            }
            copies.write(folder.resolve("families.jsonl"));
            links(references, lookAlikes.problems());
            return new Merged(count, total);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// An observation without its facts: all that its place in the order depends on. Ours are written with the facts
    /// last, and inside a text the quotes of that mark would be escaped.
    private static Observation head(String line) {
        var facts = line.indexOf(",\"facts\":");
        return read(facts < 0 ? line : line.substring(0, facts) + ",\"facts\":{}}", Observation.class);
    }

    /// Observations become things, things become entries, group by group, beside what was known of each group.
    private long settle(SortedLines sorted, SortedLines known, Identity identity, SortedLines references)
            throws IOException {
        var count = 0L;
        try (var past = new Cursor<>(lines(known), Known::order)) {
            var group = new ArrayList<Thing>();
            Runnable close = () -> {
                if (!group.isEmpty()) {
                    identity.settle(group, past.startingWith(group.getFirst().group()));
                    group.clear();
                }
            };
            var grouping = new Grouping(
                    precedence, config,
                    thing -> {
                        if (!group.isEmpty() && !group.getFirst().group().equals(thing.group())) {
                            close.run();
                        }
                        group.add(thing);
                    },
                    containment -> add(references, plain(containment.child().toString()),
                            "parent" + CUT + plain(containment.parent().toString())));
            try (var read = new InOrder<String, Observation>(
                    line -> Clients.folded(read(line, Observation.class)), grouping::accept)) {
                var last = "";
                for (var lines = sorted.drain(); lines.hasNext();) {
                    var line = lines.next();
                    // Repetition does no harm.
                    if (!line.equals(last)) {
                        last = line;
                        count++;
                        read.add(line);
                    }
                }
            }
            grouping.finish();
            close.run();
        }
        return count;
    }

    private static Stream<Known> lines(SortedLines known) throws IOException {
        return StreamSupport
                .stream(Spliterators.spliteratorUnknownSize(known.drain(), Spliterator.ORDERED), false)
                .map(line -> read(line, Known.class));
    }

    /// Joins who refers to a key with who has it, first by the child's key, then by the parent's.
    private void links(SortedLines references, List<Problem> others) throws IOException {
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
            others.forEach(problems::add);
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

    /// An entry as it is written, with what copies of it are told by.
    private record Written(Entry entry, String line, Optional<Fingerprint> print) {
        static Written of(Entry entry) {
            return new Written(entry, Json.line(entry), Families.fingerprint(entry, Sha256::of));
        }
    }

    private static void add(SortedLines lines, String key, String value) {
        add(lines, key + CUT + value);
    }

    private static void add(SortedLines lines, String line) {
        try {
            lines.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keys hold foreign paths, in which white space of any kind may be; as sort keys it is plain.
    private static String plain(String key) {
        var plain = key.toCharArray();
        for (var i = 0; i < plain.length; i++) {
            var unit = plain[i];
            plain[i] = (unit < ' ' && unit != 1) || unit == 0x7F || unit == 0x2028 || unit == 0x2029 ? ' ' : unit;
        }
        return new String(plain);
    }

    private static <T> T read(String line, Class<T> type) {
        try {
            return Json.read(line.substring(line.lastIndexOf(CUT) + 1), type);
        } catch (MalformedException e) {
            throw new UncheckedIOException(new IOException("a line of ours can't be read: " + e.getMessage(), e));
        }
    }
}
