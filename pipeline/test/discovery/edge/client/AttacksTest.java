package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.build.RandomRows;
import discovery.edge.bench.Publisher;
import discovery.edge.cli.Refused;
import discovery.edge.files.Sha256;
import discovery.edge.http.Server;
import discovery.edge.http.Server.Given;
import discovery.edge.json.Json;
import discovery.edge.search.Finder;
import discovery.edge.signing.Forge;
import discovery.edge.signing.TufTarget;
import discovery.edge.signing.VerificationException;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.edge.zstd.Patch;
import discovery.edge.zstd.Zstd;
import discovery.release.Manifest;
import discovery.release.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Attacks on what a client downloads, each under the id by which it is known: A on metadata, B on deltas, C on
/// transport, E on content. After each of them the old index answers, nothing is left behind, and the next sync with an
/// honest mirror goes through.
class AttacksTest {
    private static final String TIMESTAMP = "/tuf/timestamp.json";

    @TempDir
    static Path shared;

    private static Publisher publisher;
    private static int number;

    private interface Attack {
        void on(Home home) throws Exception;
    }

    @BeforeAll
    static void nights() throws IOException {
        publisher = Clients.honest(shared.resolve("honest"));
    }

    private static Path release(long seq) {
        return publisher.nights().get((int) seq - 1).release();
    }

    private static byte[] file(long seq, String path) throws IOException {
        return Files.readAllBytes(release(seq).resolve(path));
    }

    private static Path fresh() throws IOException {
        return Files.createDirectories(shared.resolve("home-" + number++));
    }

    /// On a home that has the first night, which it keeps, and which heals with the second.
    private static DynamicTest attack(String id, String what, Attack attack) {
        return DynamicTest.dynamicTest(id + " " + what, () -> {
            var home = Clients.home(fresh(), publisher);
            attack.on(home);
            Clients.answers(home, 1);
            Clients.sync(home, publisher, Clients.after(2), release(2).toString());
            Clients.answers(home, 2);
            System.out.println("attack " + id + " passed");
        });
    }

    /// On nothing that all homes share.
    private static DynamicTest alone(String id, String what, Attack attack) {
        return DynamicTest.dynamicTest(id + " " + what, () -> {
            attack.on(new Home(fresh()));
            System.out.println("attack " + id + " passed");
        });
    }

    private static void refused(Home home, Path release, Clients.Fault fault, Instant now) throws Exception {
        try (var server = Clients.serve(release, fault)) {
            var thrown = assertThrows(Exception.class,
                    () -> Clients.sync(home, publisher, now, Clients.url(server)));
            assertTrue(thrown instanceof VerificationException || thrown instanceof Refused, thrown.toString());
        }
    }

    private static void refused(Home home, Clients.Fault fault) throws Exception {
        refused(home, release(2), fault, Clients.after(2));
    }

    private static Clients.Fault instead(String path, byte[] bytes) {
        return question -> question.path().equals(path) ? Optional.of(new Given(200, Map.of(), bytes))
                : Optional.empty();
    }

    private static Clients.Fault instead(Map<String, byte[]> files) {
        return question -> Optional.ofNullable(files.get(question.path()))
                .map(bytes -> new Given(200, Map.of(), bytes));
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst(from, to)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] flipped(byte[] bytes, String near) {
        var at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(near) + near.length() + 3;
        var other = bytes.clone();
        other[at] ^= 1;
        return other;
    }

    @TestFactory
    Stream<DynamicTest> metadata() {
        return Stream.of(
                attack("A1", "no signature", home -> {
                    refused(home, instead(TIMESTAMP, Forge.unsigned(file(2, "tuf/timestamp.json"))));
                    refused(home, instead(TIMESTAMP,
                            replaced(file(2, "tuf/timestamp.json"), "\"signatures\":\\[.*?\\],", "")));
                }),
                attack("A2", "a flipped bit", home -> {
                    for (var near : List.of("\"version\":", "\"sig\":\"", "\"keyid\":\"")) {
                        refused(home, instead(TIMESTAMP, flipped(file(2, "tuf/timestamp.json"), near)));
                    }
                }),
                attack("A3", "a valid key of another role", home -> refused(home, instead(TIMESTAMP,
                        Forge.signed(file(2, "tuf/timestamp.json"), Map.of(), Publisher.keys(1), "snapshot")))),
                attack("A4", "one key counted twice", home -> refused(home, instead("/tuf/2.root.json", Forge.twice(
                        publisher.root(), Publisher.keys(2), Publisher.keys(1), Clients.night(1))))),
                attack("A5", "another algorithm", home -> {
                    for (var kind : List.of("rsa", "none", "ecdsa")) {
                        refused(home, instead("/tuf/2.root.json",
                                Forge.otherKind(publisher.root(), Publisher.keys(1), Clients.night(1), kind)));
                    }
                }),
                alone("A6", "an older build, rightly signed", home -> {
                    var folder = home.folder();
                    Clients.sync(home, publisher, Clients.after(2), release(2).toString());
                    var quiet = Clients.sync(home, publisher, Clients.after(2), release(1).toString());
                    assertFalse(quiet.changed(), folder.toString());
                    Clients.answers(home, 2);
                    assertThrows(Refused.class, () -> Clients.sync(home, publisher,
                            Clients.after(2).plus(Duration.ofDays(20)), release(1).toString()));
                    Clients.answers(home, 2);
                    Clients.sync(home, publisher, Clients.after(3), release(3).toString());
                    Clients.answers(home, 3);
                }),
                alone("A7", "one number, two contents", home -> {
                    var other = new Publisher(shared.resolve("equivocal"), 16, Publisher.keys(1));
                    other.publish(Clients.rows(Clients.ENTRIES, 2), 200, Clients.night(1));
                    Clients.sync(home, publisher, Clients.after(1), release(1).toString());
                    assertThrows(VerificationException.class, () -> Clients.sync(home, publisher, Clients.after(1),
                            other.nights().getFirst().release().toString()));
                    Clients.answers(home, 1);
                    Clients.sync(home, publisher, Clients.after(2), release(2).toString());
                    Clients.answers(home, 2);
                }),
                attack("A8", "the same pointer for ever", home -> {
                    Clients.sync(home, publisher, Clients.after(1).plus(Duration.ofDays(1)), release(1).toString());
                    var loud = assertThrows(VerificationException.class, () -> Clients.sync(home, publisher,
                            Clients.after(1).plus(Duration.ofDays(30)), release(1).toString()));
                    assertEquals(VerificationException.Reason.EXPIRED, loud.reason());
                    var health = new Health(home, Clients.after(1).plus(Duration.ofDays(30))).report();
                    assertTrue(health.toText().contains("OUT OF DATE"), health.toText());
                }),
                attack("A9", "a header that says that nothing has changed", home -> {
                    try (var server = Clients.serve(release(2), question -> Optional.of(Given.status(304)))) {
                        assertThrows(IOException.class,
                                () -> Clients.sync(home, publisher, Clients.after(2), Clients.url(server)));
                        assertTrue(server.questions().stream()
                                .noneMatch(asked -> asked.headers().containsKey("if-none-match")));
                    }
                }),
                attack("A10", "files of two builds mixed", home -> {
                    var dump = publisher.nights().get(1).manifest().file("skills.jsonl.zst").path();
                    var old = Files.readAllBytes(publisher.nights().getFirst().packed());
                    refusedOrFailed(home, question -> question.path().equals("/" + dump)
                            ? Optional.of(new Given(200, Map.of(), old))
                            : question.path().contains("delta") ? Optional.of(Given.status(404)) : Optional.empty());
                    refused(home, instead("/tuf/2000.snapshot.json", file(1, "tuf/1000.snapshot.json")));
                }),
                alone("A11", "a jump ahead, and how to come back", AttacksTest::fastForward),
                alone("A12", "roots that are left out, or that the old keys have not signed", AttacksTest::roots),
                alone("A13", "an expired root with a chain to a fresh one", home -> {
                    var rotating = new Publisher(shared.resolve("expired"), 16, Publisher.keys(1));
                    var late = Instant.parse("2031-01-01T03:00:00Z");
                    rotating.rotate(Publisher.keys(2), late);
                    rotating.publish(Clients.rows(Clients.ENTRIES, 1), 200, late);
                    Clients.sync(home, rotating, late.plusSeconds(60),
                            rotating.nights().getFirst().release().toString());
                    Clients.answers(home, 1);
                }),
                attack("A14", "a clock a year off", home -> {
                    refused(home, release(2), Clients.NONE, Clients.after(2).minus(Duration.ofDays(365)));
                    refused(home, release(2), Clients.NONE, Clients.after(2).plus(Duration.ofDays(365)));
                }),
                attack("A15", "data without end, and hardly any", AttacksTest::endless),
                attack("A16", "JSON that is none, or not canonical", home -> {
                    var good = new String(file(2, "tuf/timestamp.json"), StandardCharsets.UTF_8);
                    for (var bad : List.of("", "{", "null", "[]", good + " ", "\uFEFF" + good, good + "{}",
                            good.replaceFirst("\\{", "{\"signatures\":[],"), good.replace("\"version\":2000",
                                    "\"version\":2000.0"),
                            good.replace("\"version\":2000", "\"version\":1e400"), good.replace("\"version\":2000",
                                    "\"version\":NaN"),
                            "[".repeat(10_000), "{\"a\":".repeat(2_000))) {
                        refused(home, instead(TIMESTAMP, bad.getBytes(StandardCharsets.UTF_8)));
                    }
                }),
                alone("A17", "fields of tomorrow, and a form of tomorrow", home -> {
                    var tree = publisher.nights().getFirst().manifest().toTree();
                    tree.put("tomorrow", Map.of("more", 1));
                    assertEquals(publisher.nights().getFirst().manifest(), Manifest.of(tree));
                    tree.put("schema", 2);
                    assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> Manifest.of(tree))
                            .getMessage()).contains("update it"));
                    assertTrue(home.builds().isEmpty());
                }),
                alone("A18", "file names that lead elsewhere", home -> {
                    for (var name : List.of("../../x", "/etc/passwd", "C:x", "C:\\x", "a\0b", "CON", "con.txt",
                            "a/../b",
                            "x".repeat(300), "n\u0303", "a//b", ".hidden", "a/.", "")) {
                        assertThrows(IllegalArgumentException.class, () -> new TufTarget(name, 1, "0".repeat(64)),
                                name);
                        var tree = publisher.nights().getFirst().manifest().toTree();
                        tree.put("files", Map.of("skills.db",
                                Map.of("size_bytes", 1, "sha256", "0".repeat(64), "path", name)));
                        if (!name.matches("CON|con.txt|x+")) {
                            assertThrows(IllegalArgumentException.class, () -> Manifest.of(tree), name);
                        }
                    }
                    assertTrue(home.builds().isEmpty());
                }),
                attack("A19", "mirrors that are no public hosts", home -> {
                    for (var place : List.of("file:///etc/", "http://example.org/", "https://169.254.169.254/",
                            "https://localhost/", "https://127.0.0.1/", "https://10.0.0.1/", "https://[::1]/",
                            "https://router/", "https://printer.local/", "ftp://example.org/", "jar:file:/x!/")) {
                        assertThrows(IOException.class, () -> discovery.edge.release.Origin.mirror(place), place);
                    }
                    assertThrows(IOException.class,
                            () -> Clients.sync(home, publisher, Clients.after(2), "http://example.org/"));
                }),
                attack("A20", "redirects to less, and without end", home -> {
                    for (var to : List.of("http://169.254.169.254/x", "http://example.org/", "file:///etc/passwd",
                            TIMESTAMP)) {
                        refusedOrFailed(home, question -> Optional.of(new Given(302, Map.of("Location", to),
                                new byte[0])));
                    }
                }),
                alone("A21", "a leaked key that the root has revoked", home -> {
                    var rotating = new Publisher(shared.resolve("leaked"), 16, Publisher.keys(1));
                    rotating.publish(Clients.rows(Clients.ENTRIES, 1), 200, Clients.night(1));
                    rotating.rotate(Publisher.keys(2), Clients.night(2));
                    rotating.publish(Clients.rows(Clients.ENTRIES, 2), 200, Clients.night(2));
                    Clients.sync(home, rotating, Clients.after(2), rotating.nights().get(1).release().toString());
                    Clients.answers(home, 2);
                    assertThrows(VerificationException.class,
                            () -> Clients.sync(home, rotating, Clients.after(3), release(3).toString()));
                    Clients.answers(home, 2);
                }));
    }

    private static void refusedOrFailed(Home home, Clients.Fault fault) throws Exception {
        try (var server = Clients.serve(release(2), fault)) {
            assertThrows(Exception.class, () -> Clients.sync(home, publisher, Clients.after(2), Clients.url(server)));
        }
    }

    private static void fastForward(Home home) throws Exception {
        Clients.sync(home, publisher, Clients.after(1), release(1).toString());
        var manifest = file(1, "manifest.json");
        var far = Forge.metadata(Publisher.keys(1), List.of(publisher.root()),
                List.of(TufTarget.of("v2147483/manifest.json", manifest)), 2_147_483_000L, Clients.night(2));
        var files = new TreeMap<String, byte[]>();
        far.forEach((name, bytes) -> files.put("/tuf/" + name, bytes));
        try (var server = Clients.serve(release(2), instead(files))) {
            var refusal = assertThrows(VerificationException.class,
                    () -> Clients.sync(home, publisher, Clients.after(2), Clients.url(server)));
            assertEquals(VerificationException.Reason.FAST_FORWARD, refusal.reason());
        }
        // A build of a year that is not yet.
        var late = new Publisher(shared.resolve("late"), 16, Publisher.keys(1));
        late.publish(Clients.rows(Clients.ENTRIES, 1), 200, Clients.night(1));
        late.publish(Clients.rows(Clients.ENTRIES, 2), 200, Instant.parse("2028-01-01T00:00:00Z"));
        assertThrows(Exception.class, () -> Clients.sync(home, late, Clients.after(2),
                late.nights().get(1).release().toString()));
        Clients.answers(home, 1);
        // A client that was led ahead before follows a root with new keys.
        var state = State.read(home.index());
        state.verified(new discovery.edge.signing.Trusted(2_147_483_000L, 2_147_483_000L, 2_147_483_000L, "", 0), "",
                Clients.night(9), Clients.night(1), "").write(home.index());
        var mended = new Publisher(shared.resolve("mended"), 16, Publisher.keys(1));
        mended.publish(Clients.rows(Clients.ENTRIES, 1), 200, Clients.night(1));
        mended.rotate(Publisher.keys(2), Clients.night(2));
        mended.publish(Clients.rows(Clients.ENTRIES, 2), 200, Clients.night(2));
        Clients.sync(home, mended, Clients.after(2), mended.nights().get(1).release().toString());
        Clients.answers(home, 2);
    }

    private static void roots(Home home) throws Exception {
        Clients.sync(home, publisher, Clients.after(1), release(1).toString());
        var rotating = new Publisher(shared.resolve("roots"), 16, Publisher.keys(1));
        rotating.publish(Clients.rows(Clients.ENTRIES, 1), 200, Clients.night(1));
        for (var keys = 2; keys <= 4; keys++) {
            rotating.rotate(Publisher.keys(keys), Clients.night(2));
        }
        rotating.publish(Clients.rows(Clients.ENTRIES, 2), 200, Clients.night(2));
        var rotated = rotating.nights().get(1).release();
        refused(home, rotated, question -> question.path().equals("/tuf/2.root.json")
                ? Optional.of(Given.status(404)) : Optional.empty(), Clients.after(2));
        refused(home, rotated, instead("/tuf/2.root.json", Forge.nextRootBy(publisher.root(), Publisher.keys(2),
                Publisher.keys(1), Clients.night(2))), Clients.after(2));
        Clients.answers(home, 1);
        Clients.sync(home, publisher, Clients.after(2), rotated.toString());
        Clients.answers(home, 2);
    }

    private static void endless(Home home) throws Exception {
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
        try (var endless = new RawServer(head, new byte[1 << 16], 0);
                var slow = new RawServer(head, new byte[] {' '}, 100);
                var silent = new RawServer("", new byte[0], 100)) {
            for (var server : List.of(endless, slow, silent)) {
                assertThrows(Exception.class, () -> Clients.sync(home, publisher, Clients.after(2), server.url()));
                Clients.answers(home, 1);
            }
        }
        var dump = publisher.nights().get(1).manifest().file("skills.jsonl.zst");
        var longer = new byte[(int) dump.bytes() + 1];
        refusedOrFailed(home, question -> question.path().equals("/" + dump.path())
                ? Optional.of(new Given(200, Map.of(), longer))
                : question.path().contains("delta") ? Optional.of(Given.status(404)) : Optional.empty());
    }

    /// A night after the first whose files were changed before they were signed.
    private static Path signedBadly(Publisher.Tamper tamper) throws IOException {
        var bad = new Publisher(Files.createDirectories(shared.resolve("bad-" + number++)), 16, Publisher.keys(1));
        bad.publish(Clients.rows(Clients.ENTRIES, 1), Clients.slots(Clients.ENTRIES), Clients.night(1));
        return bad.publish(Clients.rows(Clients.ENTRIES, 2), Clients.slots(Clients.ENTRIES), Clients.night(2), tamper,
                Optional.empty()).release();
    }

    /// The client ends with the second night by full files, having asked for each bad file once.
    private static DynamicTest full(String id, String what, Publisher.Tamper tamper) {
        return alone(id, what, home -> {
            var release = signedBadly(tamper);
            Clients.sync(home, publisher, Clients.after(1), release(1).toString());
            var said = Clients.sync(home, publisher, Clients.after(2), release.toString()).said();
            assertTrue(said.contains("the full dump") || said.contains("all vectors"), said);
            Clients.answers(home, 2);
        });
    }

    private static Publisher.Tamper change(String end, byte[] bytes) {
        return (name, old) -> name.endsWith(end) ? bytes : old;
    }

    @TestFactory
    Stream<DynamicTest> deltas() {
        return Stream.of(
                alone("B1", "a delta for another base", home -> {
                    Clients.sync(home, publisher, Clients.after(1), release(1).toString());
                    var bad = new Publisher(shared.resolve("otherbase"), 16, Publisher.keys(1));
                    bad.publish(Clients.rows(Clients.ENTRIES, 3), Clients.slots(Clients.ENTRIES), Clients.night(1));
                    bad.publish(Clients.rows(Clients.ENTRIES, 2), Clients.slots(Clients.ENTRIES), Clients.night(2));
                    var said = Clients.sync(home, publisher, Clients.after(2),
                            bad.nights().get(1).release().toString()).said();
                    assertTrue(said.contains("the full dump"), said);
                    Clients.answers(home, 2);
                }),
                alone("B2", "a base that has rotted", home -> {
                    Clients.sync(home, publisher, Clients.after(1), release(1).toString());
                    for (var name : List.of("skills.jsonl.zst", "skills.db", "embeddings.bin")) {
                        var damaged = home.inUse().resolve(name);
                        var bytes = Files.readAllBytes(damaged);
                        bytes[bytes.length - 900] ^= 1;
                        Files.write(damaged, bytes);
                    }
                    Clients.sync(home, publisher, Clients.after(2), release(2).toString());
                    Clients.answers(home, 2);
                }),
                alone("B3", "a signed patch that leads elsewhere", home -> {
                    var wrong = Patch.make(Files.readAllBytes(publisher.nights().getFirst().dump()),
                            Files.readAllBytes(publisher.nights().get(2).dump()));
                    var release = signedBadly(change(".patch", wrong));
                    Clients.sync(home, publisher, Clients.after(1), release(1).toString());
                    Clients.sync(home, publisher, Clients.after(2), release.toString());
                    Clients.answers(home, 2);
                    assertEquals(List.of(Sha256.of(wrong)), State.read(home.index()).bad());
                }),
                full("B4", "a patch that unpacks to gigabytes", change(".patch", Zstd.pack(new byte[200 << 20]))),
                full("B5", "a patch of no bytes", change(".patch", new byte[0])),
                full("B6", "a patch that is larger than the file", (name, old) -> {
                    var larger = new byte[200_000];
                    new Random(1).nextBytes(larger);
                    return name.endsWith(".patch") ? larger : old;
                }),
                alone("B7", "deltas that are not there", home -> {
                    Clients.sync(home, publisher, Clients.after(1), release(1).toString());
                    try (var server = Clients.serve(release(3), question -> question.path().contains("v1-v2.")
                            ? Optional.of(Given.status(404)) : Optional.empty())) {
                        Clients.sync(home, publisher, Clients.after(3), Clients.url(server));
                    }
                    Clients.answers(home, 3);
                }),
                alone("B8", "yesterday's bytes under today's name", home -> {
                    Clients.sync(home, publisher, Clients.after(1), release(1).toString());
                    var patch = publisher.nights().get(1).manifest().deltas().values().iterator().next().path();
                    try (var stale = Clients.serve(release(2), instead("/" + patch, new byte[1_000]));
                            var good = Clients.serve(release(2))) {
                        var said = Clients.sync(home, publisher, Clients.after(2), Clients.url(stale),
                                Clients.url(good)).said();
                        assertTrue(said.contains("one patch"), said);
                    }
                    Clients.answers(home, 2);
                }),
                alone("B10", "two at once, and a reader that has the old one open", AttacksTest::atOnce),
                alone("B11", "a slot that is used again", home -> {
                    var rows = Clients.rows(5, 1);
                    var twice = List.of(rows.get(0), discovery.build.Edit.with(rows.get(1), "slot", 0L));
                    assertThrows(IllegalArgumentException.class,
                            () -> SkillsDb.write(home.folder().resolve("x.db"), twice.iterator(), 9));
                }),
                alone("B12", "changes that do not lead to the result", AttacksTest::changesBelieved),
                full("B13", "a delta of vectors with other dims", (name, old) -> {
                    if (!name.endsWith(".vectors")) {
                        return old;
                    }
                    var delta = Zstd.unpack(old, 1 << 20);
                    delta[12] = 7;
                    return Zstd.pack(delta);
                }),
                alone("B14", "a night on which all clients need the whole", home -> {
                    var manifest = chained(40);
                    for (var behind = 1; behind <= 30; behind++) {
                        var route = Route.of(manifest, 40 - behind, Route::dump, 6_000_000, Set.of());
                        assertFalse(route.isEmpty(), behind + " behind");
                        assertTrue(route.size() <= 8, route.size() + " patches for " + behind);
                    }
                    assertTrue(Route.of(manifest, 5, Route::dump, 6_000_000, Set.of()).isEmpty());
                    assertTrue(home.builds().isEmpty());
                }));
    }

    /// A manifest of build `seq` with all patches, nightly ones of 23,000 bytes.
    private static Manifest chained(long seq) {
        var base = publisher.nights().getFirst().manifest();
        var chain = new TreeMap<String, Manifest.Delta>();
        var direct = new TreeMap<String, Manifest.Delta>();
        var sha = "0".repeat(64);
        var vectors = new Manifest.Vectors("v", 70_000, sha, sha, sha);
        for (var from = seq - 30; from < seq; from++) {
            chain.put(Manifest.version(from), new Manifest.Delta(from, from + 1, "p", 23_000, sha, "zstd-patch", sha,
                    sha, vectors));
        }
        for (var back : Manifest.DIRECT) {
            direct.put(Manifest.version(seq - back), new Manifest.Delta(seq - back, seq, "p", 18_000L * back, sha,
                    "zstd-patch", sha, sha, vectors));
        }
        return Manifest.of(seq, base.built(), base.expires(), base.lineage(), base.model(), base.sqlite(),
                base.files(), direct, chain, base.mirrors(), Optional.empty(), base.stats());
    }

    private static void atOnce(Home home) throws Exception {
        Clients.sync(home, publisher, Clients.after(1), release(1).toString());
        try (var reader = home.open()) {
            var threads = IntStream.range(0, 3).mapToObj(each -> Children.sync(home, publisher, release(2))).toList();
            for (var child : threads) {
                assertEquals(0, child.waitFor());
            }
            assertEquals("tool-11", Finder.byWords(reader, "tool-11", 3).getFirst().name());
        }
        Clients.answers(home, 2);
    }

    private static void changesBelieved(Home home) throws Exception {
        var old = home.folder().resolve("old.db");
        var rows = Clients.rows(20, 1);
        SkillsDb.write(old, rows.iterator(), 30);
        var header = new discovery.build.Dump.Header(20, 30);
        var honest = home.folder().resolve("honest.db");
        SkillsDb.write(honest, rows.iterator(), header);
        // A row that was never there goes, one that is there comes again, one of other text comes: all is noticed.
        for (var change : List.of(rows.subList(0, 1), List.of(new RandomRows(1).edited(rows.get(3))))) {
            var file = home.folder().resolve("made-" + number++ + ".db");
            SkillsDb.update(old, file, List.of(29), change, List.of(), header);
            assertEquals(change.size() == 1 && change.getFirst().equals(rows.getFirst()),
                    Files.mismatch(file, honest) < 0);
        }
    }

    @TestFactory
    Stream<DynamicTest> transport() {
        return Stream.of(
                attack("C1", "200 with something else", AttacksTest::strangeAnswers),
                attack("C2", "not there yet", home -> refusedOrFailed(home,
                        question -> Optional.of(Given.status(404)))),
                attack("C3", "403 and 429", AttacksTest::refusals),
                attack("C4", "no mirror answers", home -> {
                    var failed = assertThrows(IOException.class, () -> Clients.sync(home, publisher, Clients.after(2),
                            "http://127.0.0.1:9/", "http://127.0.0.1:10/"));
                    assertTrue(String.valueOf(failed.getMessage()).contains("does not answer"), failed.getMessage());
                }),
                attack("C5", "a proxy that gives what is old", home -> {
                    try (var old = Clients.serve(release(1))) {
                        var outcome = Clients.sync(home, publisher, Clients.after(2), Clients.url(old));
                        assertFalse(outcome.changed());
                    }
                }),
                alone("C6", "an older file under a name, with 200", home -> {
                    Clients.sync(home, publisher, Clients.after(1), release(1).toString());
                    var manifest = publisher.nights().get(1).manifest();
                    var older = file(1, publisher.nights().getFirst().manifest().file("skills.jsonl.zst").path());
                    try (var stale = Clients.serve(release(2), question -> question.path().contains(".skills.jsonl.zst")
                            ? Optional.of(new Given(200, Map.of(), older))
                            : question.path().contains(".patch") ? Optional.of(Given.status(404)) : Optional.empty());
                            var good = Clients.serve(release(2), question -> question.path().contains(".patch")
                                    ? Optional.of(Given.status(404)) : Optional.empty())) {
                        Clients.sync(home, publisher, Clients.after(2), Clients.url(stale), Clients.url(good));
                    }
                    assertEquals(manifest, home.manifest());
                    Clients.answers(home, 2);
                }),
                alone("C7", "files that a platform does not take", home -> {
                    var gates = discovery.edge.json.Yaml.read(Path.of("manifests/gates.yaml"),
                            discovery.release.Gates.class);
                    assertTrue(gates.mostBytes().getOrDefault("skills.db", Long.MAX_VALUE) < 2L << 30);
                    assertTrue(
                            Manifest.BIG.containsAll(List.of("skills.db", "skills.jsonl.zst", "embeddings.bin.zst")));
                    assertTrue(home.builds().isEmpty());
                }),
                alone("C8", "ten thousand clients at one moment", home -> {
                    Clients.sync(home, publisher, Clients.after(1), release(1).toString());
                    var minutes = new TreeMap<Long, Integer>();
                    var random = new Random(8);
                    for (var client = 0; client < 200; client++) {
                        new Sync(home, Optional.empty(), List.of(release(1).toString()), Clients.after(1),
                                new Random(random.nextLong())).run(false, false);
                        var next = Instant.parse(State.read(home.index()).next());
                        minutes.merge(Duration.between(Clients.after(1), next).toMinutes() / 6, 1, Integer::sum);
                    }
                    assertTrue(minutes.size() >= 10 && minutes.values().stream().allMatch(count -> count < 50),
                            minutes.toString());
                }));
    }

    private static void strangeAnswers(Home home) throws Exception {
        var html = "<html>Please sign in to the hotel's network</html>".getBytes(StandardCharsets.UTF_8);
        var good = file(2, "tuf/timestamp.json");
        for (var given : List.of(new Given(200, Map.of(), new byte[0]), new Given(200, Map.of(), html),
                new Given(206, Map.of("Content-Range", "bytes 0-9/100"), good),
                new Given(200, Map.of("Content-Encoding", "br"), good),
                new Given(200, Map.of("Content-Encoding", "gzip"), good),
                new Given(200, Map.of("Content-Encoding", "gzip"), gzip(gzip(good))))) {
            refusedOrFailed(home, question -> Optional.of(given));
            Clients.answers(home, 1);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static void refusals(Home home) throws Exception {
        for (var headers : List.of(Map.<String, String>of(), Map.of("Retry-After", "3600"),
                Map.of("Retry-After", "Sun, 01 Mar 2099 00:00:00 GMT"))) {
            for (var status : List.of(403, 429)) {
                try (var server = Clients.serve(release(2),
                        question -> Optional.of(new Given(status, headers, new byte[0])))) {
                    assertThrows(IOException.class,
                            () -> Clients.sync(home, publisher, Clients.after(2), Clients.url(server)));
                    assertEquals(1, server.questions().size());
                    var again = Clients.after(2).plus(Duration.ofMinutes(30));
                    assertThrows(IOException.class,
                            () -> Clients.sync(home, publisher, again, Clients.url(server)));
                    assertEquals(1, server.questions().size(), "a host that refuses is left alone");
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> content() {
        return Stream.of(
                attack("E12", "a database that is hostile", home -> {
                    for (var sql : List.of("create view mine as select * from entries",
                            "create trigger t after insert on entries begin select 1; end",
                            "drop view best", "pragma user_version = 99", "create table more (a)")) {
                        var hostile = home.folder().resolve("hostile.db");
                        Files.copy(home.inUse().resolve("skills.db"), hostile,
                                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                        discovery.edge.sqlite.Hostile.run(hostile, sql);
                        assertThrows(IOException.class, () -> SkillsDbReader.open(hostile).close(), sql);
                    }
                }),
                alone("E13", "an entry that must go from every build", home -> {
                    var revoking = new Publisher(shared.resolve("revoking"), 16, Publisher.keys(1));
                    var rows = Clients.rows(Clients.ENTRIES, 1);
                    revoking.publish(rows, 200, Clients.night(1));
                    var id = rows.get(11).content().id();
                    var list =
                            Json.line(Map.of("schema", 1, "revoked", List.of(Map.of("id", id, "reason", "harmful"))));
                    revoking.publish(Clients.rows(Clients.ENTRIES, 2), 200, Clients.night(2), (name, bytes) -> bytes,
                            Optional.of(list.getBytes(StandardCharsets.UTF_8)));
                    Clients.sync(home, revoking, Clients.after(1), revoking.nights().getFirst().release().toString());
                    assertFalse(Hidden.of(home.folder()).hides(id, "", ""));
                    Clients.sync(home, revoking, Clients.after(2), revoking.nights().get(1).release().toString());
                    assertTrue(Hidden.of(home.folder()).hides(id, "", ""));
                    home.use(1);
                    assertTrue(Hidden.of(home.folder()).hides(id, "", ""), "in an old build too");
                }));
    }
}
