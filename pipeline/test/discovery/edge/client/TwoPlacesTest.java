package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.bench.Publisher;
import discovery.edge.cli.Refused;
import discovery.edge.serve.StaticServer;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// As it is published: the pointer, the manifest and the patches on Pages, the big files in releases elsewhere.
class TwoPlacesTest {
    @TempDir
    Path folder;

    /// Spreads a night over both places, as `publish` lays them out.
    private static void spread(Publisher.Night night, Path pages, Path releases) throws IOException {
        var tag = Files.createDirectories(releases.resolve(Manifest.tag(night.seq())));
        try (var all = Files.walk(night.release())) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                Files.copy(file, tag.resolve(name));
                if (Manifest.BIG.stream().noneMatch(big -> name.endsWith("." + big))) {
                    var place = pages.resolve(night.release().relativize(file).toString());
                    Files.createDirectories(Optional.ofNullable(place.getParent()).orElse(pages));
                    Files.copy(file, place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    @Test
    void a_client_of_pages_takes_the_big_files_from_the_release_and_follows_by_patches_alone() throws Exception {
        var pages = Files.createDirectories(folder.resolve("pages"));
        var releases = Files.createDirectories(folder.resolve("releases"));
        var publisher = new Publisher(folder.resolve("nights"), 16, Publisher.keys(1));
        var home = new Home(folder.resolve("home"));
        try (var site = StaticServer.start(pages, 0)) {
            try (var other = StaticServer.start(releases, 0)) {
                publisher.releasesAt(other.url());
                spread(publisher.publish(Clients.rows(Clients.ENTRIES, 1), Clients.slots(Clients.ENTRIES),
                        Clients.night(1)), pages, releases);
                try (var all = Files.walk(pages)) {
                    assertFalse(all.anyMatch(file -> file.toString().endsWith("skills.jsonl.zst")));
                }
                Clients.sync(home, publisher, Clients.after(1), site.url());
                Clients.answers(home, 1);
                assertTrue(Files.exists(home.inUse().resolve("embeddings.bin")));
            }
            // The releases are not needed for a night's change.
            spread(publisher.publish(Clients.rows(Clients.ENTRIES, 2), Clients.slots(Clients.ENTRIES),
                    Clients.night(2)), pages, releases);
            assertTrue(Clients.sync(home, publisher, Clients.after(2), site.url()).said().contains("one patch"));
            Clients.answers(home, 2);
        }
    }

    @Test
    void a_build_for_newer_clients_is_refused_and_the_old_one_stays() throws Exception {
        var publisher = Clients.honest(folder.resolve("nights"));
        var home = Clients.home(folder.resolve("home"), publisher);
        publisher.publish(Clients.rows(Clients.ENTRIES, 4), Clients.slots(Clients.ENTRIES), Clients.night(4),
                (name, bytes) -> name.equals("manifest") ? new String(bytes, StandardCharsets.UTF_8)
                        .replaceFirst("(\"min_client\" ?: ?)\"[^\"]*\"", "$1\"99.0.0\"")
                        .getBytes(StandardCharsets.UTF_8) : bytes,
                Optional.empty());
        var last = publisher.nights().getLast().release().toString();
        var refused = assertThrows(Refused.class, () -> Clients.sync(home, publisher, Clients.after(4), last));
        assertEquals("build 4 is for clients from 99.0.0 on; this is 1.0.0: update it, the index in use stays",
                refused.getMessage());
        Clients.answers(home, 1);
    }
}
