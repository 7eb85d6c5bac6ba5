package discovery.edge.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonsTest {
    @TempDir
    Path temp;

    @Test
    void there_are_six_paths_with_an_exercise_each() throws Exception {
        var paths = Lessons.of(temp).paths();
        assertEquals(6, paths.size());
        paths.forEach(path -> assertTrue(
                path.steps().stream().anyMatch(step -> step.exercise().isPresent()), path.id()));
    }

    @Test
    void an_exercise_is_done_when_its_file_is_there_and_right_and_stays_done() throws Exception {
        var work = Files.createDirectories(temp.resolve("work/.claude/skills/tidy"));
        var lessons = Lessons.of(temp.resolve("home"));
        assertEquals(Set.of(1), lessons.check("write-a-skill", temp.resolve("work")));
        Files.writeString(work.resolve("SKILL.md"), """
                ---
                name: tidy
                description: Tidies a folder. Use when files pile up.
                ---
                1. Look at the folder.
                """);
        assertEquals(Set.of(1, 2, 3, 4), lessons.check("write-a-skill", temp.resolve("work")));
        Files.delete(work.resolve("SKILL.md"));
        assertEquals(Set.of(1, 2, 3, 4), Lessons.of(temp.resolve("home")).done("write-a-skill"));
    }

    @Test
    void a_synced_home_passes_the_check_for_it() throws Exception {
        var lessons = Lessons.of(temp);
        assertEquals(Set.of(), lessons.check("first-steps", temp));
        Files.createDirectories(temp.resolve("index"));
        Files.writeString(temp.resolve("index/current"), "v1\n");
        assertEquals(Set.of(1, 2, 3), lessons.check("first-steps", temp));
    }
}
