package discovery.edge.merge;

import discovery.edge.files.SortedLines;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.MalformedException;
import discovery.merge.Families;
import discovery.merge.Families.Candidate;
import discovery.merge.Fingerprint;
import discovery.merge.NearCopies;
import discovery.merge.NearCopies.Subject;
import discovery.merge.NearLimits;
import discovery.merge.Subjects;
import discovery.model.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds families of copies: equal texts by sorting, near-copies by their sketches. Takes all entries, then writes
/// `families.jsonl`.
final class Copies implements AutoCloseable {
    /// An entry with what it is compared by.
    ///
    /// @param group number of its text among all texts
    private record Line(int group, Subject subject, Candidate candidate) {}

    private final Path folder;
    private final NearLimits limits;
    private final SketchFile sketches;
    private final SortedLines byText;

    Copies(Path folder, NearLimits limits) throws IOException {
        this.folder = folder;
        this.limits = limits;
        this.sketches = new SketchFile(folder);
        this.byText = new SortedLines(folder);
    }

    void add(Entry entry, Optional<Fingerprint> fingerprint) {
        fingerprint.ifPresent(print -> {
            try {
                var subject = Subjects.of(entry, sketches.add(print.sketch()));
                byText.add(print.same() + "\t"
                        + Json.line(new Line(0, subject, Families.candidate(entry, print.same()))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void write(Path families) throws IOException {
        sketches.map();
        var texts = folder.resolve(".new-texts.jsonl");
        try {
            var groups = groups(texts);
            write(families, texts, leaders(groups));
        } finally {
            Files.deleteIfExists(texts);
        }
    }

    /// Each text once, with who is its most likely origin; all entries go to `texts`, numbered by their text.
    private List<Line> groups(Path texts) throws IOException {
        var best = new ArrayList<Line>();
        try (var out = new JsonLines.Writer(texts)) {
            var lines = byText.drain();
            while (lines.hasNext()) {
                var line = read(lines.next());
                var isNext = best.isEmpty() || !best.getLast().candidate().text().equals(line.candidate().text());
                if (isNext || Candidate.ORDER.compare(line.candidate(), best.getLast().candidate()) < 0) {
                    var kept = new Line(best.size(), line.subject(), bare(line.candidate()));
                    if (isNext) {
                        best.add(kept);
                    } else {
                        best.set(best.size() - 1, kept);
                    }
                }
                out.add(new Line(best.size() - 1, line.subject(), line.candidate()));
            }
        }
        return best;
    }

    /// Without what memory need not hold.
    private static Candidate bare(Candidate full) {
        return new Candidate(full.id(), full.text(), full.fork(), full.firstSeen(), full.created(), full.stars(), "",
                List.of(), "");
    }

    /// For each text the number of the one whose family it belongs to.
    private int[] leaders(List<Line> groups) {
        var order = IntStream.range(0, groups.size()).boxed()
                .sorted((one, other) -> Candidate.ORDER.compare(
                        groups.get(one).candidate(), groups.get(other).candidate()))
                .mapToInt(Integer::intValue)
                .toArray();
        var subjects = IntStream.of(order).mapToObj(i -> groups.get(i).subject()).toList();
        var originals = NearCopies.originals(subjects, sketches, limits);
        var leaders = new int[order.length];
        for (var i = 0; i < order.length; i++) {
            leaders[order[i]] = order[originals[i]];
        }
        return leaders;
    }

    private void write(Path families, Path texts, int[] leaders) throws IOException {
        try (var byFamily = new SortedLines(folder);
                var members = new SortedLines(folder);
                var lines = JsonLines.read(texts, Line.class);
                var out = new JsonLines.Writer(families)) {
            for (var line : (Iterable<Line>) lines::iterator) {
                byFamily.add("%08d\t%s".formatted(leaders[line.group()], Json.line(line)));
            }
            var family = new ArrayList<Line>();
            var sorted = byFamily.drain();
            while (sorted.hasNext()) {
                var line = read(sorted.next());
                if (!family.isEmpty() && leaders[family.getFirst().group()] != leaders[line.group()]) {
                    close(family, members);
                }
                family.add(line);
            }
            close(family, members);
            members.drainTo(line -> out.line(line.substring(line.indexOf('\t') + 1)));
        }
    }

    private void close(List<Line> family, SortedLines members) throws IOException {
        var sketch = new HashMap<String, Integer>();
        family.forEach(line -> sketch.put(line.candidate().id(), line.subject().sketch()));
        var candidates = family.stream().map(Line::candidate).toList();
        for (var member : Families.members(candidates, (one, other) -> NearCopies.share(
                sketches, sketch.getOrDefault(one.id(), 0), sketch.getOrDefault(other.id(), 0)))) {
            members.add(member.id() + "\t" + Json.line(member));
        }
        family.clear();
    }

    private static Line read(String line) {
        try {
            return Json.read(line.substring(line.lastIndexOf('\t') + 1), Line.class);
        } catch (MalformedException e) {
            throw new UncheckedIOException(new IOException("a line of ours can't be read: " + e.getMessage(), e));
        }
    }

    @Override
    public void close() throws IOException {
        sketches.close();
        byText.close();
    }
}
