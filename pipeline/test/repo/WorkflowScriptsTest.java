package repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/publish` and `scripts/previous` against a GitHub on disk: what is public is whole, passed and newer.
class WorkflowScriptsTest {
    private static final List<String> FILES =
            List.of("0".repeat(64) + ".skills.db", "1.root.json", "manifest.json", "timestamp.json");

    @TempDir
    Path scratch = Path.of("");

    @BeforeEach
    void a_clone_with_a_root() throws IOException {
        for (var script : List.of("publish", "previous")) {
            Files.createDirectories(scratch.resolve("clone/scripts"));
            Files.copy(Repository.ROOT.resolve("scripts").resolve(script), scratch.resolve("clone/scripts/" + script));
        }
        Files.createDirectories(scratch.resolve("clone/manifests/keys"));
        Files.writeString(scratch.resolve("clone/manifests/keys/root.json"), "root");
    }

    @Test
    void a_release_becomes_public_once() throws Exception {
        night(7, "");
        assertEquals("index-7 is public, with 4 files.", publish(0));
        assertEquals(Map.of("index-7", FILES), github().releases());
        assertEquals("index-7 is public already; nothing to do.", publish(0));
        assertEquals(Map.of("index-7", FILES), github().releases());
    }

    @Test
    void a_release_that_was_cut_short_is_made_anew() throws Exception {
        night(7, "");
        github().run("scripts/publish build", here(), Map.of("CUT_SHORT", "1"));
        assertEquals(Map.of("index-7.draft", FILES.subList(0, 1)), github().releases());
        night(7, "another attempt");
        assertEquals("index-7 is public, with 4 files.", publish(0));
        assertEquals(Map.of("index-7", FILES), github().releases());
    }

    @Test
    void a_number_is_not_used_twice_and_never_falls() throws Exception {
        night(7, "");
        publish(0);
        night(7, "other content");
        assertTrue(publish(3).contains("a number is not used twice"));
        night(6, "");
        assertTrue(publish(3).contains("index-7 is public, and this is only index-6"));
        assertEquals(Map.of("index-7", FILES), github().releases());
        night(8, "");
        publish(0);
        assertEquals(Map.of("index-7", FILES, "index-8", FILES), github().releases());
    }

    @Test
    void what_the_gate_has_not_passed_stays_here() throws Exception {
        night(7, "");
        var report = scratch.resolve("clone/build/validate/report.json");
        var passed = Files.readString(report);
        for (var other : List.of(
                passed.replace("\"passed\" : true,\n  \"checks\"", "\"passed\" : false,\n  \"checks\""),
                passed.replace("\"name\" : \"files\",\n    \"passed\" : true",
                        "\"name\" : \"files\",\n    \"passed\" : false"),
                passed.replaceAll("[0-9a-f]{64}", "0".repeat(64)),
                "{}")) {
            Files.writeString(report, other);
            assertTrue(publish(3).contains("does not say that this release passed the gate"), other);
        }
        assertEquals(Map.of(), github().releases());
    }

    @Test
    void what_other_keys_signed_stays_here() throws Exception {
        night(7, "");
        Files.writeString(scratch.resolve("clone/manifests/keys/root.json"), "another root");
        assertTrue(publish(3).contains("signed by other keys"));
        Files.delete(scratch.resolve("clone/manifests/keys/root.json"));
        assertTrue(publish(3).contains("--init"));
        assertEquals(Map.of(), github().releases());
    }

    @Test
    void the_newest_public_release_is_the_previous_one() throws Exception {
        for (var number : List.of(9, 10)) {
            night(number, "");
            publish(0);
        }
        night(11, "");
        github().run("scripts/publish build", here(), Map.of("CUT_SHORT", "1"));
        assertEquals("--previous last", run("scripts/previous last", 0, Map.of()));
        assertEquals(List.of("manifest.json", "tuf", "v10"), WorkflowGitHub.list(scratch.resolve("clone/last")));
        assertEquals(List.of("1.root.json", "timestamp.json"), WorkflowGitHub.list(scratch.resolve("clone/last/tuf")));
        assertEquals(FILES.subList(0, 1), WorkflowGitHub.list(scratch.resolve("clone/last/v10")));
    }

    @Test
    void deltas_stand_with_the_build_they_lead_to_and_older_builds_come_along() throws Exception {
        var delta = "1".repeat(64) + ".delta-v3-v4.patch";
        for (var number : List.of(4, 10)) {
            night(number, "");
            var assets = scratch.resolve("clone/build/publish/release-assets");
            Files.writeString(assets.resolve(delta), "patch");
            for (var more : List.of(".skills.jsonl.zst", ".embeddings.bin.zst")) {
                Files.writeString(assets.resolve("2".repeat(64) + more), "big");
            }
            for (var more : List.of("1.targets.json", "1.snapshot.json")) {
                Files.writeString(assets.resolve(more), "{}");
            }
            publish(0);
        }
        run("scripts/previous last", 0, Map.of());
        assertEquals(List.of(delta), WorkflowGitHub.list(scratch.resolve("clone/last/v4")));
        assertEquals(List.of("manifest.json", "tuf", "v4"), WorkflowGitHub.list(scratch.resolve("clone/last/older/4")));
    }

    @Test
    void thirty_releases_are_kept() throws Exception {
        for (var number : List.of(1, 2, 31)) {
            night(number, "");
            publish(0);
        }
        assertEquals(java.util.Set.of("index-2", "index-31"), github().releases().keySet());
    }

    @Test
    void no_release_is_an_error_unless_this_is_the_first() throws Exception {
        assertEquals("", run("scripts/previous last", 0, Map.of("FIRST", "true")));
        assertTrue(run("scripts/previous last", 1, Map.of("FIRST", "false")).contains("No release index-N is public"));
    }

    /// A night's folders, as far as the scripts look at them.
    private void night(int number, String more) throws Exception {
        var assets = Files.createDirectories(scratch.resolve("clone/build/publish/release-assets"));
        var validate = Files.createDirectories(scratch.resolve("clone/build/validate"));
        for (var file : FILES) {
            Files.writeString(assets.resolve(file), "content of " + file);
        }
        Files.writeString(assets.resolve("1.root.json"), "root");
        var manifest =
                "{\n  \"schema\" : 1,\n  \"build_number\" : %d,\n  \"more\" : \"%s\"\n}\n".formatted(number, more);
        Files.writeString(assets.resolve("manifest.json"), manifest);
        var digest = HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(manifest.getBytes(StandardCharsets.UTF_8)));
        Files.writeString(validate.resolve("report.json"), """
                {
                  "schema" : 1,
                  "build_number" : %d,
                  "manifest_sha256" : "%s",
                  "passed" : true,
                  "checks" : [ {
                    "name" : "files",
                    "passed" : true,
                    "sentence" : "All is well."
                  } ]
                }
                """.formatted(number, digest));
        Files.writeString(validate.resolve("report.md"), "# Build %d passed the gate\n".formatted(number));
    }

    private String publish(int code) throws Exception {
        return run("scripts/publish build", code, Map.of());
    }

    /// What it says: to stdout where it succeeds, to stderr where it does not.
    private String run(String command, int code, Map<String, String> says) throws Exception {
        var outcome = github().run(command, here(), says);
        assertEquals(code, outcome.code(), outcome.err());
        return code == 0 ? outcome.out() : outcome.err();
    }

    private WorkflowGitHub github() throws IOException {
        return WorkflowGitHub.in(scratch.resolve("github"));
    }

    private Path here() {
        return scratch.resolve("clone");
    }
}
