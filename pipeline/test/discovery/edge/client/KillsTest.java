package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.bench.Publisher;
import discovery.edge.files.Published;
import discovery.edge.search.Finder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A sync that is killed at any moment loses nothing.
///
/// A process that syncs is stopped at random moments, from a seed, as SIGSTOP stops it: between two instructions. What
/// its home looks like then is what a kill would have left. Each such home must answer, and the next sync must end as if
/// nothing had happened. The benchmark asks for more moments, and for more entries: `-Dkills=200 -Dentries=2000`.
@EnabledOnOs({OS.LINUX, OS.MAC})
class KillsTest {
    private static final int KILLS = Integer.getInteger("kills", 24);
    private static final int ENTRIES = Integer.getInteger("entries", 300);

    @TempDir
    static Path shared;

    private static Publisher publisher;
    private static Path root;

    @BeforeAll
    static void nights() throws IOException {
        publisher = new Publisher(shared.resolve("nights"), 64, Publisher.keys(1));
        for (var night = 1; night <= 2; night++) {
            publisher.publish(Clients.rows(ENTRIES, night), Clients.slots(ENTRIES), Clients.night(night));
        }
        root = Files.write(shared.resolve("root.json"), publisher.root());
    }

    private static String release(int night) {
        return publisher.nights().get(night - 1).release().toString();
    }

    @Test
    void the_index_answers_after_every_kill_and_the_next_sync_ends_well() throws Exception {
        var random = new Random(7);
        var lost = new ArrayList<String>();
        var kills = 0;
        for (var run = 0; kills < KILLS; run++) {
            var home = new Home(shared.resolve("run-" + run));
            var first = run % 3 == 2;
            if (!first) {
                Clients.sync(home, publisher, Clients.after(1), release(1));
            }
            if (run % 3 == 1) {
                // Without the old dump the new one comes whole.
                Files.delete(home.inUse().resolve("skills.jsonl.zst"));
            }
            Files.createDirectories(home.folder());
            var child = Children.start(home, root, Clients.after(2), release(2), List.of());
            var moments = new ArrayList<Path>();
            while (child.isAlive() && moments.size() < 40) {
                child.waitFor(random.nextInt(5_000, 60_000), TimeUnit.MICROSECONDS);
                if (signal("STOP", child)) {
                    moments.add(Clients.copy(home.folder(), shared.resolve("run-" + run + "-" + moments.size())));
                    signal("CONT", child);
                }
            }
            assertEquals(0, child.waitFor());
            for (var moment : moments) {
                if (kills < KILLS) {
                    kills++;
                    check(moment, first, lost);
                }
                Published.delete(moment);
            }
            Published.delete(home.folder());
        }
        System.out.println("kills " + kills + ", lost " + lost.size());
        assertTrue(lost.isEmpty(), lost.toString());
    }

    private static void check(Path moment, boolean first, List<String> lost) {
        var home = new Home(moment);
        try {
            if (!first || home.current().isPresent()) {
                var seq = home.manifest().seq();
                try (var reader = home.open()) {
                    if (!Finder.byWords(reader, "tool-11", 10).getFirst().name().equals("tool-11")) {
                        lost.add(moment + ": build " + seq + " does not find its entry");
                    }
                }
            }
            Clients.sync(home, publisher, Clients.after(2), release(2));
            Clients.answers(home, 2);
        } catch (Exception | AssertionError e) {
            lost.add(moment.getFileName() + ": " + e);
        }
    }

    private static boolean signal(String name, Process child) throws Exception {
        return child.isAlive()
                && new ProcessBuilder("kill", "-" + name, Long.toString(child.pid())).start().waitFor() == 0;
    }

    @Test
    void a_full_disk_leaves_the_old_build_and_room_mends_it() throws Exception {
        var home = new Home(shared.resolve("full"));
        Clients.sync(home, publisher, Clients.after(1), release(1));
        // No file may be larger than 64 KiB, as on a disk that has no more room.
        var child = Children.start(home, root, Clients.after(2), release(2),
                List.of("bash", "-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "limited"));
        assertTrue(child.waitFor() != 0, "with no room it can't succeed");
        Clients.answers(home, 1);
        Clients.sync(home, publisher, Clients.after(2), release(2));
        Clients.answers(home, 2);
        System.out.println("attack B9 passed");
    }

    @Test
    void a_folder_that_may_not_be_written_still_answers() throws Exception {
        var home = new Home(shared.resolve("readonly"));
        Clients.sync(home, publisher, Clients.after(1), release(1));
        var was = Files.getPosixFilePermissions(home.index());
        Files.setPosixFilePermissions(home.index(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            refused(home);
            try (var reader = home.open()) {
                assertEquals("tool-11", Finder.byWords(reader, "tool-11", 10).getFirst().name());
            }
        } finally {
            Files.setPosixFilePermissions(home.index(), was);
        }
        Clients.sync(home, publisher, Clients.after(2), release(2));
        Clients.answers(home, 2);
    }

    /// Whoever may write everywhere becomes somebody who owns nothing; where that one can't read our classes, at least
    /// somebody who may only what the folder allows.
    private static void refused(Home home) throws Exception {
        var others = List.of(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"));
        var before = Optional.of(List.<String>of());
        if (Files.isWritable(home.index())) {
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
            before = others.stream().filter(KillsTest::works).findFirst();
        }
        if (before.isEmpty()) {
            System.out.println("readonly not tried: this user may write everywhere, and setpriv is not there");
            return;
        }
        assertTrue(Children.start(home, root, Clients.after(2), release(2), before.get()).waitFor() != 0);
        System.out.println("readonly passed" + (before.get().equals(others.getFirst()) ? " as another user"
                : before.get().isEmpty() ? "" : " without the rights of root"));
    }

    private static boolean works(List<String> before) {
        try {
            var command = new ArrayList<>(before);
            command.add("cat");
            command.addAll(List.of(Children.classPath().split(java.io.File.pathSeparator)));
            command.removeIf(word -> Files.isDirectory(Path.of(word)));
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException | InterruptedException none) {
            return false;
        }
    }
}
