package discovery.edge.validate;

import discovery.build.Dump;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.search.Finder;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.search.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Questions that the last build answered, asked of both builds: what was found should still be found, and not far from
/// where it was.
///
/// @param questions that were asked
/// @param recall    share of the last build's first ten that are among the new build's, of those that still exist; in
///                  hundredths
/// @param shift     places by which those moved, on average, in hundredths
record Golden(int questions, int recall, int shift) {
    private static final int QUESTIONS = 40;
    private static final int FIRST = 10;
    private static final int WORDS = 4;

    /// @param last the last build's `skills.jsonl`; its database is made in `work`
    static Golden of(Path last, SkillsDbReader now, Path work) throws IOException {
        var file = work.resolve("last.db");
        var questions = new ArrayList<String>();
        try (var lines = JsonLines.lines(last); var again = JsonLines.lines(last)) {
            var rows = Dump.read(lines.iterator(), Json::parse);
            SkillsDb.write(file, rows, rows.header());
            var every = Math.max(1, rows.header().entries() / QUESTIONS);
            var number = 0L;
            for (var read = Dump.read(again.iterator(), Json::parse); read.hasNext(); number++) {
                var content = read.next().content();
                if (number % every == 0) {
                    questions.add(question(content.name() + " " + content.description()));
                }
            }
        }
        try (var before = SkillsDbReader.open(file)) {
            return compare(questions, before, now);
        } finally {
            Files.delete(file);
        }
    }

    /// The first words of letters alone: what a person would type.
    private static String question(String text) {
        var words =
                List.of(text.split("[^\\p{L}0-9]+")).stream().filter(word -> word.length() > 2).limit(WORDS).toList();
        return String.join(" ", words);
    }

    private static Golden compare(List<String> questions, SkillsDbReader before, SkillsDbReader now)
            throws IOException {
        var asked = 0;
        var wanted = 0L;
        var found = 0L;
        var moved = 0L;
        for (var question : questions) {
            var then = first(before, question);
            then.removeIf(id -> isGone(now, id));
            if (then.isEmpty()) {
                continue;
            }
            asked++;
            var here = first(now, question);
            wanted += then.size();
            for (var place = 0; place < then.size(); place++) {
                var other = here.indexOf(then.get(place));
                found += other < 0 ? 0 : 1;
                moved += other < 0 ? 0 : Math.abs(other - place);
            }
        }
        return new Golden(asked, wanted == 0 ? 100 : (int) (100 * found / wanted),
                found == 0 ? 0 : (int) (100 * moved / found));
    }

    private static boolean isGone(SkillsDbReader now, String id) {
        try {
            return now.bySlugOrId(id).isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> first(SkillsDbReader reader, String question) throws IOException {
        Set<String> seen = new HashSet<>();
        var ids = new ArrayList<>(Finder.byWords(reader, question, FIRST).stream().map(Candidate::id).toList());
        ids.removeIf(id -> !seen.add(id));
        return ids;
    }
}
