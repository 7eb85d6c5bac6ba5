package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.RandomRows;
import discovery.edge.bench.Publisher;
import discovery.edge.http.Server;
import discovery.edge.search.Finder;
import discovery.edge.signing.VerificationException;
import discovery.model.Kind;
import discovery.model.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A publisher with three nights, servers of them, and homes that follow.
final class Clients {
    static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    static final int ENTRIES = 60;

    private Clients() {}

    static Instant night(long seq) {
        return START.plus(Duration.ofDays(seq - 1));
    }

    /// An hour after that night was published.
    static Instant after(long seq) {
        return night(seq).plus(Duration.ofHours(1));
    }

    /// After the first night, the entry of this number has another slug.
    static final int RENAMED = 3;

    /// Entries with names that a person would search for.
    static List<Row> rows(int count, int night) {
        var rows = new ArrayList<Row>();
        for (var i = 0; i < count; i++) {
            // Every seventh entry of a later night has another text; a few are gone, a few are new.
            if (night > 1 && i % 29 == night) {
                continue;
            }
            var edited = night > 1 && i % 7 == night;
            rows.add(row(i, edited ? night : 1, night));
        }
        for (var i = 0; i < 2 * (night - 1); i++) {
            rows.add(row(count + i, 1, night));
        }
        return rows;
    }

    private static String slug(int number, int night) {
        return night > 1 && number == RENAMED ? "better-tool" : "tool-" + number;
    }

    private static Row row(int number, int text, int night) {
        var words = new RandomRows(1_000L * text + number);
        var content = new Row.Content(
                "skill.%06d.%04x".formatted(number, number * 7), number, Kind.SKILL, slug(number, night),
                "tool-" + number,
                "", words.sentence(25), 1_000 + number, "owner-" + number % 5 + "/tools-" + number % 9,
                "skills/tool-" + number, words.hex(20), words.hex(20), words.hex(32), "MIT", "", "", "", "", "", false,
                false, List.of("tools"), List.of("code"), words.sentence(30), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of("bench"), new TreeMap<>(Map.of("name", "bench")),
                "",
                "", List.of(), List.of(), List.of(), 20_000,
                night > 1 && number == RENAMED ? List.of(slug(number, 1)) : List.of());
        return new Row(content, new Row.Numbers(number % 3 == 0 ? 10L * night + number : number, 1, 2, 19_000, 20_000,
                300, 5_000, List.of(5_000), -1));
    }

    static int slots(int count) {
        return count + 100;
    }

    /// A publisher of three honest nights.
    static Publisher honest(Path folder) throws IOException {
        var publisher = new Publisher(folder, 16, Publisher.keys(1));
        for (var night = 1; night <= 3; night++) {
            publisher.publish(rows(ENTRIES, night), slots(ENTRIES), night(night));
        }
        return publisher;
    }

    /// Answers otherwise than the file does, or not at all: empty, the file.
    interface Fault {
        Optional<Server.Given> to(Server.Question question) throws IOException;
    }

    static final Fault NONE = question -> Optional.empty();

    static Server serve(Path release) throws IOException {
        return serve(release, NONE);
    }

    static Server serve(Path release, Fault fault) throws IOException {
        return new Server(question -> {
            var other = fault.to(question);
            if (other.isPresent()) {
                return other.get();
            }
            var file = release.resolve(question.path().replaceFirst("\\?.*", "").substring(1));
            return Files.isRegularFile(file)
                    ? new Server.Given(200, Map.of(), Files.readAllBytes(file)) : Server.Given.status(404);
        });
    }

    static String url(Server server) {
        return server.address("/").toString();
    }

    static Sync.Outcome sync(Home home, Publisher publisher, Instant now, String... places)
            throws IOException, VerificationException {
        var first = !Files.exists(home.index().resolve("root.json"));
        return new Sync(home, first ? Optional.of(publisher.root()) : Optional.empty(), List.of(places), now,
                new Random(1)).within(Duration.ofSeconds(2)).run(false, false);
    }

    /// A home that has the first night.
    static Home home(Path folder, Publisher publisher) throws IOException, VerificationException {
        var home = new Home(folder);
        sync(home, publisher, after(1), publisher.nights().getFirst().release().toString());
        answers(home, 1);
        return home;
    }

    /// The build in use is this one, and it answers; nothing lies about that is not finished.
    static void answers(Home home, long seq) throws IOException {
        assertEquals(seq, home.manifest().seq());
        home.verify();
        try (var reader = home.open()) {
            assertEquals("tool-11", Finder.byWords(reader, "tool-11", 10).getFirst().name());
        }
        try (var all = Files.walk(home.folder())) {
            var left = all.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(".new-") || name.startsWith(".old-") || name.endsWith(".part"))
                    .toList();
            assertTrue(left.isEmpty(), "left behind: " + left);
        }
        for (var build : home.builds()) {
            assertFalse(build > 1_000_000, "no build can have this number");
        }
    }

    /// Copies a folder over another, whose other files stay.
    static Path copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                var place = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return to;
    }
}
