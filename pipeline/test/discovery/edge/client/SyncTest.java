package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.bench.Publisher;
import discovery.edge.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that follows.
class SyncTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Publisher publisher;

    @BeforeAll
    static void nights() throws IOException {
        publisher = Clients.honest(shared);
    }

    private static String release(long seq) {
        return publisher.nights().get((int) seq - 1).release().toString();
    }

    @Test
    void a_first_sync_takes_the_dump_and_makes_the_database_that_was_signed() throws Exception {
        var home = Clients.home(folder, publisher);
        assertEquals(home.manifest().file("skills.db").sha256(), Sha256.of(home.inUse().resolve("skills.db")));
    }

    @Test
    void the_next_night_comes_by_a_patch_and_is_what_was_signed() throws Exception {
        try (var server = Clients.serve(Path.of(release(2)))) {
            var home = Clients.home(folder, publisher);
            var outcome = Clients.sync(home, publisher, Clients.after(2), Clients.url(server));
            Clients.answers(home, 2);
            assertTrue(outcome.said().contains("one patch") && outcome.said().contains("vectors by 1 delta"),
                    outcome.said());
            assertTrue(server.questions().stream().noneMatch(asked -> asked.path().contains("skills.jsonl.zst")
                    || asked.path().contains("skills.db") || asked.path().contains("embeddings.bin")));
        }
    }

    @Test
    void two_nights_at_once_come_by_two_patches() throws Exception {
        var home = Clients.home(folder, publisher);
        assertTrue(Clients.sync(home, publisher, Clients.after(3), release(3)).said().contains("2 patches"));
        Clients.answers(home, 3);
    }

    @Test
    void nothing_new_is_one_small_request() throws Exception {
        try (var server = Clients.serve(Path.of(release(2)))) {
            var home = Clients.home(folder, publisher);
            Clients.sync(home, publisher, Clients.after(2), Clients.url(server));
            var before = server.questions().size();
            var outcome = Clients.sync(home, publisher, Clients.after(2).plusSeconds(60), Clients.url(server));
            assertEquals("Nothing has changed.", outcome.said());
            assertEquals(1, server.questions().size() - before);
            assertTrue(Files.size(Path.of(release(2), "tuf/timestamp.json")) < 4_096);
        }
    }

    @Test
    void the_two_builds_before_are_kept_and_one_can_go_back() throws Exception {
        var home = Clients.home(folder, publisher);
        Clients.sync(home, publisher, Clients.after(2), release(2));
        Clients.sync(home, publisher, Clients.after(3), release(3));
        assertEquals(List.of(3L, 2L, 1L), home.builds());
        Settings.of(folder).set("index.version", "1.0.2");
        Clients.sync(home, publisher, Clients.after(3), release(3));
        Clients.answers(home, 2);
        Settings.of(folder).unset("index.version");
        Clients.sync(home, publisher, Clients.after(3), release(3));
        Clients.answers(home, 3);
    }

    @Test
    void a_pinned_version_that_is_not_kept_is_fetched() throws Exception {
        var home = new Home(folder);
        Clients.sync(home, publisher, Clients.after(3), release(3));
        Settings.of(folder).set("index.version", "1.0.1");
        assertThrows(IOException.class, () -> Clients.sync(home, publisher, Clients.after(3), release(3)));
        Clients.answers(home, 3);
        Clients.sync(home, publisher, Clients.after(3), release(1));
        Clients.answers(home, 1);
    }

    @Test
    void what_was_damaged_at_rest_is_told_and_mended() throws Exception {
        var home = Clients.home(folder, publisher);
        var database = home.inUse().resolve("skills.db");
        var bytes = Files.readAllBytes(database);
        bytes[bytes.length / 2] ^= 1;
        Files.write(database, bytes);
        assertTrue(String.valueOf(assertThrows(IOException.class, home::verify).getMessage()).contains("skills.db"));
        new Sync(home, Optional.empty(), List.of(release(1)), Clients.after(1), new Random(1)).run(true, false);
        Clients.answers(home, 1);
    }

    @Test
    void without_vectors_none_are_downloaded() throws Exception {
        Settings.of(folder).set("index.vectors", "false");
        var home = Clients.home(folder, publisher);
        assertFalse(Files.exists(home.inUse().resolve("embeddings.bin")));
        Clients.sync(home, publisher, Clients.after(2), release(2));
        Clients.answers(home, 2);
    }

    @Test
    void a_large_file_that_broke_off_is_gone_on_with_and_not_begun_again() throws Exception {
        var content = new byte[3 << 20];
        new Random(7).nextBytes(content);
        Files.write(folder.resolve("big.bin"), content);
        var downloads = folder.resolve("downloads");
        Files.createDirectories(downloads);
        var sha256 = Sha256.of(content);
        Files.write(downloads.resolve(sha256 + ".part"), java.util.Arrays.copyOf(content, 2 << 20));
        try (var server = discovery.edge.serve.StaticServer.start(folder, 0)) {
            var mirrors = new Mirrors(List.of(discovery.edge.release.Origin.of(server.url())), downloads,
                    (host, until) -> {}, Clients.START);
            var before = discovery.edge.release.WebOrigin.bytesRead();
            var part = mirrors.download("big.bin", content.length, sha256, Optional.empty(), true);
            assertEquals(sha256, Sha256.of(part));
            assertEquals(1 << 20, discovery.edge.release.WebOrigin.bytesRead() - before);
        }
    }

    @Test
    void a_revocation_reaches_clients_without_a_new_build() throws Exception {
        var id = Clients.rows(Clients.ENTRIES, 2).get(11).content().id();
        var issued = folder.resolve("issued");
        var site = folder.resolve("site");
        Clients.copy(Path.of(release(2)), site);
        var home = Clients.home(folder.resolve("home"), publisher);
        Clients.sync(home, publisher, Clients.after(2), site.toString());
        Files.createDirectory(issued);
        discovery.edge.sign.Revoking.into(issued, site, List.of(publisher.root()),
                Publisher.keys(1).toRevoke(), List.of(id), "harmful", Clients.after(2));
        var signed = Files.readAllBytes(site.resolve("tuf/2000.targets.json"));
        Clients.copy(issued, site);
        assertArrayEquals(signed, Files.readAllBytes(site.resolve("tuf/2000.targets.json")));
        assertFalse(Hidden.of(home.folder()).hides(id, "", ""));
        assertFalse(Clients.sync(home, publisher, Clients.after(2).plusSeconds(60), site.toString()).changed());
        assertTrue(Hidden.of(home.folder()).isRevoked(id, "", ""));
        Clients.answers(home, 2);
        // Without another entry it only signs anew; what is hidden stays hidden.
        var again = Files.createDirectory(folder.resolve("again"));
        discovery.edge.sign.Revoking.into(again, site, List.of(publisher.root()), Publisher.keys(1).toRevoke(),
                List.of(), "", Clients.after(2).plusSeconds(120));
        Clients.copy(again, site);
        Clients.sync(home, publisher, Clients.after(2).plusSeconds(180), site.toString());
        assertTrue(Hidden.of(home.folder()).isRevoked(id, "", ""));
        // An older list under the old snapshot is a rollback, which a client passes over.
        Clients.copy(issued, site);
        assertEquals("The mirrors are behind the build in use; that stays.",
                Clients.sync(home, publisher, Clients.after(2).plusSeconds(240), site.toString()).said());
        // The next night is newer than any issue of this one.
        Clients.sync(home, publisher, Clients.after(3), release(3));
        Clients.answers(home, 3);
    }

    @Test
    void who_may_only_hide_entries_signs_no_build() {
        var keys = Publisher.keys(1).toRevoke();
        assertFalse(keys.signBuilds() || keys.holdRoot());
        var stranger = new Publisher(folder.resolve("limited"), 16, Publisher.keys(1));
        assertThrows(IllegalStateException.class, () -> discovery.edge.signing.OpenPgp.of(keys));
        assertThrows(IllegalStateException.class, () -> discovery.edge.signing.TufRepository.metadata(keys,
                List.of(stranger.root()), List.of(), 9, Clients.after(2), discovery.edge.signing.TufExpiry.DEFAULT));
    }

    @Test
    void after_a_change_of_keys_the_list_is_signed_by_the_new_ones() throws Exception {
        var id = Clients.rows(Clients.ENTRIES, 2).get(11).content().id();
        var site = folder.resolve("site-of-rotated");
        Clients.copy(Path.of(release(2)), site);
        var home = Clients.home(folder.resolve("home-of-rotated"), publisher);
        Clients.sync(home, publisher, Clients.after(2), site.toString());
        var next = discovery.edge.signing.TufRepository.nextRoot(publisher.root(), Publisher.keys(1),
                Publisher.keys(9), Clients.after(2), discovery.edge.signing.TufExpiry.DEFAULT);
        var issued = Files.createDirectory(folder.resolve("issued-by-rotated"));
        discovery.edge.sign.Revoking.into(issued, site, List.of(publisher.root(), next), Publisher.keys(9),
                List.of(id), "harmful", Clients.after(2));
        Clients.copy(issued, site);
        Clients.sync(home, publisher, Clients.after(2).plusSeconds(60), site.toString());
        assertTrue(Hidden.of(home.folder()).isRevoked(id, "", ""));
        Clients.answers(home, 2);
    }

    @Test
    void what_is_not_due_is_not_asked() throws Exception {
        try (var server = Clients.serve(Path.of(release(2)))) {
            var home = Clients.home(folder, publisher);
            Clients.sync(home, publisher, Clients.after(2), Clients.url(server));
            var asked = server.questions().size();
            var outcome = new Sync(home, Optional.empty(), List.of(), Clients.after(2).plus(Duration.ofHours(5)),
                    new Random(1)).run(false, true);
            assertTrue(outcome.said().startsWith("The next sync is due"), outcome.said());
            assertEquals(asked, server.questions().size());
        }
    }

    @Test
    void the_newest_root_and_the_places_are_remembered() throws Exception {
        try (var server = Clients.serve(Path.of(release(2)))) {
            var home = Clients.home(folder, publisher);
            Clients.sync(home, publisher, Clients.after(2), Clients.url(server));
            Clients.sync(home, publisher, Clients.after(2).plus(Duration.ofHours(30)));
            Clients.answers(home, 2);
        }
    }
}
