package discovery.edge.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.Dump;
import discovery.build.Edit;
import discovery.build.RandomRows;
import discovery.build.Samples;
import discovery.edge.json.JsonLines;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir
    Path folder;

    private Golden compare(List<Row> last, List<Row> now) throws IOException {
        var dump = folder.resolve("skills.jsonl");
        try (var out = new JsonLines.Writer(dump)) {
            Dump.write(new Dump.Header(last.size(), 1_000), last.iterator(), out::line);
        }
        var database = folder.resolve("now.db");
        SkillsDb.write(database, now.iterator(), new Dump.Header(now.size(), 1_000));
        var work = Files.createDirectory(folder.resolve("work"));
        try (var reader = SkillsDbReader.open(database)) {
            return Golden.of(dump, reader, work);
        }
    }

    private static List<Row> rows() {
        var random = new RandomRows(5);
        return random.rows(60, 1_000).stream().map(row -> Edit.with(Edit.with(row, "name", "tool "
                + row.content().slot()), "description", random.sentence(20))).toList();
    }

    @Test
    void the_same_build_answers_the_same() throws IOException {
        var golden = compare(rows(), rows());
        assertEquals(100, golden.recall());
        assertEquals(0, golden.shift());
        assertTrue(golden.questions() > 20, golden.toString());
    }

    @Test
    void what_is_gone_is_not_missed_and_what_has_lost_its_text_is() throws IOException {
        var rows = rows();
        var mute = rows.stream().map(row -> Edit.with(Edit.with(row, "name", "x"), "description", "")).toList();
        assertTrue(compare(rows, mute).recall() < 50);
    }

    @Test
    void a_secret_and_an_unseen_character_may_not_be_shown() {
        var row = Samples.rows().getFirst();
        assertEquals(List.of(), Texts.objections(Edit.with(row, "gist", "a plain text")));
        assertTrue(Texts.objections(Edit.with(row, "gist", "a\u202Etext")).getFirst().endsWith("can't be seen"));
        var leaked =
                Texts.objections(Edit.with(row, "description", "use ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6"));
        assertTrue(leaked.getFirst().endsWith("looks like a secret"), leaked.toString());
    }
}
