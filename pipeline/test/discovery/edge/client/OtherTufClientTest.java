package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.bench.Publisher;
import discovery.edge.files.Sha256;
import discovery.edge.release.Release;
import discovery.edge.serve.StaticServer;
import discovery.edge.sign.Revoking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// tuf-js, which knows nothing of us, verifies our metadata and what it signs.
class OtherTufClientTest {
    private static final Path CLIENTS = Path.of("pipeline", "test", "clients").toAbsolutePath();

    @TempDir
    Path folder;

    private int runs;

    private record Said(int code, String text) {}

    @BeforeEach
    void only_where_it_is_installed() {
        Assumptions.assumeTrue(Files.isDirectory(CLIENTS.resolve("node_modules/tuf-js")),
                "tuf-js is not installed: npm ci --ignore-scripts, in pipeline/test/clients");
    }

    private Said follow(Publisher publisher, Path release, String... targets) throws Exception {
        var root = Files.write(folder.resolve("root.json"), publisher.root());
        var log = folder.resolve("log-" + ++runs).toFile();
        try (var server = StaticServer.start(release, 0)) {
            var command = new ArrayList<>(List.of("node", CLIENTS.resolve("tuf.mjs").toString(),
                    CLIENTS.resolve("node_modules").toString(), root.toString(), server.url(),
                    folder.resolve("scratch-" + runs).toString()));
            command.addAll(List.of(targets));
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return new Said(process.exitValue(), Files.readString(log.toPath()));
        }
    }

    /// Published now, because tuf-js reads the clock of this machine.
    private Publisher nights(int count) throws IOException {
        var publisher = new Publisher(folder.resolve("nights"), 16, Publisher.keys(1));
        for (var night = 1; night <= count; night++) {
            publisher.publish(Clients.rows(Clients.ENTRIES, night), Clients.slots(Clients.ENTRIES),
                    Instant.now().minus(Duration.ofHours(count - night)));
        }
        return publisher;
    }

    @Test
    void it_downloads_the_manifest_the_key_and_the_files_that_the_manifest_names() throws Exception {
        var publisher = nights(2);
        var night = publisher.nights().getLast();
        var said = follow(publisher, night.release(), "v2/manifest.json", "v2/skills.jsonl.zst", "v2/skill-index.asc",
                "v2/delta-v1-v2.patch");
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains("v2/manifest.json " + Sha256.of(night.release().resolve(Release.MANIFEST))),
                said.text());
        assertTrue(said.text().contains("v2/skill-index.asc "
                + Sha256.of(night.release().resolve(Release.PUBLIC_KEY))), said.text());
        assertTrue(said.text().contains("v2/skills.jsonl.zst "
                + night.manifest().file("skills.jsonl.zst").sha256()), said.text());
    }

    @Test
    void it_follows_the_list_of_what_is_hidden_to_the_key_that_signs_it_alone() throws Exception {
        var publisher = nights(1);
        var release = publisher.nights().getLast().release();
        var issued = Files.createDirectory(folder.resolve("issued"));
        Revoking.into(issued, release, List.of(publisher.root()), Publisher.keys(1).toRevoke(), List.of("skill.1.bad"),
                "harmful", Instant.now());
        try (var all = Files.walk(issued)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                Files.copy(file, release.resolve(issued.relativize(file).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var said = follow(publisher, release, Release.REVOKED_NOW, "v1/manifest.json");
        assertEquals(0, said.code(), said.text());
        assertTrue(said.text().contains(Release.REVOKED_NOW + " " + Sha256.of(release.resolve(Release.REVOKED))),
                said.text());
    }

    @Test
    void it_walks_over_a_change_of_keys() throws Exception {
        var publisher = nights(1);
        publisher.rotate(Publisher.keys(9), Instant.now().minusSeconds(60));
        publisher.publish(Clients.rows(Clients.ENTRIES, 2), Clients.slots(Clients.ENTRIES), Instant.now());
        var said = follow(publisher, publisher.nights().getLast().release(), "v2/manifest.json");
        assertEquals(0, said.code(), said.text());
    }

    @Test
    void it_refuses_a_file_that_was_changed() throws Exception {
        var publisher = nights(1);
        var release = publisher.nights().getLast().release();
        var stored = release.resolve(publisher.nights().getLast().manifest().file("skills.jsonl.zst").path());
        var bytes = Files.readAllBytes(stored);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(stored);
        Files.write(stored, bytes);
        var said = follow(publisher, release, "v1/skills.jsonl.zst");
        assertEquals(1, said.code(), said.text());
    }
}
