package discovery.edge.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nights over the small world, killed at seeded moments and resumed, end as if nothing had happened.
class KilledNightTest {
    private static final int KILLS = 25;

    @TempDir
    Path temp;

    private NightRun run = NightRun.plain();
    private Path last = Path.of("");
    private SortedMap<String, String> before = new TreeMap<>();

    @Test
    void killed_anywhere_and_resumed_gives_the_same_bytes_and_keeps_the_last_release() throws Exception {
        var first = temp.resolve("first");
        var ended = NightRun.plain().listing(temp).run(temp.resolve("log"), "nightly", "--config",
                NightRun.WORLD.resolveSibling("first-night.yaml").toString(), "--out", first.toString());
        assertEquals(0, ended.code(), ended.err());
        last = first.resolve("release");
        before = NightRun.digests(last);
        run = NightRun.plain().archived(temp);
        var started = System.nanoTime();
        var undisturbed = temp.resolve("undisturbed");
        ended = run.run(temp.resolve("log"), arguments(undisturbed));
        assertEquals(0, ended.code(), ended.err());
        var whole = System.nanoTime() - started;
        var expected = NightRun.digests(undisturbed);

        var random = new Random(20_260_310);
        var runs = new ArrayList<Callable<List<String>>>();
        for (var number = 0; number < KILLS; number++) {
            // Up to the whole length of an undisturbed run, evenly: one moment in each 25th, at a random place of it.
            var moment = (long) (whole * (number + random.nextDouble()) / KILLS);
            var name = "kill-" + number;
            runs.add(() -> killed(name, moment, expected));
        }
        try (var two = Executors.newFixedThreadPool(2)) {
            var wrong = new ArrayList<String>();
            for (Future<List<String>> done : two.invokeAll(runs)) {
                wrong.addAll(done.get());
            }
            assertEquals(List.of(), wrong);
        }
    }

    private String[] arguments(Path out, String... more) {
        var all = new ArrayList<>(List.of("nightly", "--config",
                NightRun.WORLD.resolveSibling("second-night.yaml").toString(), "--out", out.toString(),
                "--previous", last.toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /// @return what is wrong afterwards
    private List<String> killed(String name, long nanos, SortedMap<String, String> expected)
            throws IOException, InterruptedException {
        var out = temp.resolve(name);
        var process = run.start(temp.resolve(name + "-log"), arguments(out));
        process.waitFor(nanos, TimeUnit.NANOSECONDS);
        var children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();

        var wrong = new ArrayList<String>();
        var ended = run.run(temp.resolve(name + "-log"), arguments(out, "--resume"));
        if (ended.code() != 0) {
            wrong.add(name + " ended with " + ended.code() + ": " + ended.err());
        }
        if (!before.equals(NightRun.digests(last))) {
            wrong.add(name + " touched the last release");
        }
        NightRun.differences(expected, NightRun.digests(out)).forEach(file -> wrong.add(name + ": " + file));
        return wrong;
    }
}
