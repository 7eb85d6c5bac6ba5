package discovery.fetch;

import discovery.model.Field;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// A walk as lines: what its files said of things, what is wrong with them, and which files are to be read every night,
/// because what they say depends on other repositories.
final class PastWalk {
    private static final String THING = "t ";
    private static final String PROBLEM = "p ";
    private static final String FILE = "f ";
    private static final char CUT = '\t';

    private final Documents documents;
    private final Walks.Recording recording;
    private boolean whole = true;

    private PastWalk(Documents documents, Walks.Recording recording) {
        this.documents = documents;
        this.recording = recording;
    }

    /// Empty where the repository's state is not known before it is walked.
    static Optional<PastWalk> record(Optional<Walks> walks, String source, Repository repository, Documents documents) {
        return repository.commit().isEmpty()
                ? Optional.empty()
                : walks.map(known -> new PastWalk(
                        documents, known.record(walk(source, repository), state(repository))));
    }

    private static String walk(String source, Repository repository) {
        return source + " " + repository.number();
    }

    /// What a reading of the repository's files depends on besides their bytes.
    private static String state(Repository repository) {
        return "%s %s %s".formatted(repository.name(), repository.commit(), repository.facts().has(Field.LICENCE));
    }

    /// @return the files to read again; empty: the repository is to be walked
    static Optional<List<Wanted>> replay(
            Optional<Walks> walks, String source, Repository repository, Documents documents, Consumer<Written> things,
            Consumer<Problem> problems) {
        if (walks.isEmpty() || repository.commit().isEmpty()) {
            return Optional.empty();
        }
        var files = new ArrayList<Wanted>();
        var known = walks.get().replay(walk(source, repository), state(repository), line -> {
            var rest = line.substring(2);
            if (line.startsWith(THING)) {
                var cut = rest.indexOf(CUT);
                things.accept(new Written(
                        source, repository.number(), rest.substring(0, cut), rest.substring(cut + 1)));
            } else if (line.startsWith(PROBLEM)) {
                problem(documents, rest).ifPresent(problems);
            } else {
                files.add(file(rest));
            }
        });
        return known ? Optional.of(files) : Optional.empty();
    }

    private static Optional<Problem> problem(Documents documents, String line) {
        return documents.json(line).found().map(Foreign::new).map(fields -> new Problem(
                ProblemKind.valueOf(fields.text("kind").orElse("").toUpperCase(Locale.ROOT).replace('-', '_')),
                fields.text("source").orElse(""), fields.text("place").orElse(""), fields.text("text").orElse("")));
    }

    private static Wanted file(String line) {
        var parts = line.split("\t", 6);
        return new Wanted(new TreeFile(parts[4], parts[1], parts[2], Long.parseLong(parts[3])),
                FileKind.valueOf(parts[0]), parts[5]);
    }

    /// What a file says that depends on nothing else.
    ///
    /// @return its observations as they are kept
    List<Written> keep(Reading reading) {
        whole &= reading.pending().isEmpty()
                && reading.observations().stream().allMatch(each -> each.kind().isPresent());
        var things = reading.observations().stream().map(each -> Written.of(each, documents)).toList();
        things.forEach(each -> recording.line(THING + each.key() + CUT + each.line()));
        reading.problems().forEach(each -> recording.line(PROBLEM + documents.line(each)));
        return things;
    }

    /// A file that is read every night.
    void again(Wanted wanted) {
        var file = wanted.file();
        var line = String.join("\t", wanted.kind().name(), file.mode(), file.blob(), Long.toString(file.size()),
                file.path(), wanted.path());
        // A link's end is found in the tree, which a replay does not have.
        whole &= !file.isLink() && line.chars().filter(letter -> letter < ' ').count() == 5;
        recording.line(FILE + line);
    }

    /// @param missed what could not be read: then the walk is not kept
    void end(Walker.Missed missed, boolean complete) {
        if (whole && complete && missed.things().isEmpty() && !missed.later()) {
            recording.keep();
        }
    }
}
