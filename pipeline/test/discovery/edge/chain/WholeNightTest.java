package discovery.edge.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The whole chain over the small world, two nights; then other people's programs on what came of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeNightTest {
    @TempDir
    static Path temp;

    private Path out;
    private NightRun.Ended ended;

    @BeforeAll
    void run() throws Exception {
        out = temp.resolve("out");
        ended = NightRun.plain().run(temp.resolve("night"), "nightly", "--config", NightRun.WORLD.toString(),
                "--out", out.toString());
        assertEquals(0, ended.code(), ended.err());
    }

    private NightRun.Ended night(String... arguments) throws IOException, InterruptedException {
        return NightRun.plain().run(temp.resolve("other"), arguments);
    }

    private String shell(String line) throws IOException, InterruptedException {
        var log = temp.resolve("shell.log").toFile();
        var process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", line)
                .directory(out.toFile()).redirectErrorStream(true).redirectOutput(log).start();
        var code = process.waitFor();
        var said = Files.readString(log.toPath());
        assertEquals(0, code, line + "\n" + said);
        return said;
    }

    @Test
    void it_ends_by_saying_where_the_site_the_release_and_the_report_are() {
        assertTrue(ended.out().contains("site:    " + out.resolve("site/index.html")), ended.out());
        assertTrue(ended.out().contains("release: " + out.resolve("release/manifest.json")), ended.out());
        assertTrue(ended.out().contains("report:  " + out.resolve("validate/report.md")), ended.out());
        assertTrue(ended.out().stripTrailing().endsWith("scripts/serve " + out.resolve("site")), ended.out());
    }

    @Test
    void the_second_night_has_what_is_new_changed_renamed_and_removed() throws IOException {
        var words = new TreeMap<String, List<String>>();
        try (var lines = JsonLines.lines(out.resolve("diff/changes.jsonl"))) {
            for (var line : lines.toList()) {
                var change = (Map<?, ?>) Json.parse(line);
                words.computeIfAbsent(String.valueOf(change.get("change")), none -> new java.util.ArrayList<>())
                        .add(String.valueOf(change.get("name")));
            }
        }
        assertEquals(List.of("example.world/moon", "slides"), sorted(words, "added"));
        assertTrue(sorted(words, "changed").contains("csv"), words.toString());
        assertEquals(List.of("broken", "compost", "empty", "pruning", "sowing"),
                sorted(words, "renamed"));
        assertEquals(List.of("old-mail"), sorted(words, "removed"));
    }

    private static List<String> sorted(Map<String, List<String>> names, String word) {
        return names.getOrDefault(word, List.of()).stream().sorted().toList();
    }

    @Test
    void the_same_server_from_a_topic_a_list_and_the_registry_is_one_entry() throws Exception {
        assertEquals("list mcp-topics registry", shell("""
                sqlite3 build/skills.db "select group_concat(source, ' ') from (select source from entry_sources
                  join entries using (slot) where place = 'world-c/tide-mcp' and kind = 'mcp-server' order by source)"
                """).strip());
    }

    @Test
    void gpg_accepts_the_signature_and_sha256sum_the_site() throws Exception {
        shell("""
                export GNUPGHOME=$(mktemp -d /tmp/gpg.XXXXXX); trap 'rm -rf "$GNUPGHOME"' EXIT
                gpg --quiet --batch --import release/skill-index.asc
                gpg --batch --verify release/manifest.json.asc release/manifest.json
                sums=$(ls "$PWD"/release/v2/*.site.sha256); cd site && sha256sum --quiet -c "$sums"
                """);
    }

    @Test
    void the_zstd_program_applies_the_patch_and_unpacks_the_dump() throws Exception {
        shell("""
                zstd -q -d --long=27 --patch-from=nights/1/build/skills.jsonl diff/delta-v1-v2.patch -o patched.jsonl
                cmp patched.jsonl build/skills.jsonl
                zstd -q -d release/v2/*.skills.jsonl.zst -o unpacked.jsonl && cmp unpacked.jsonl build/skills.jsonl
                rm patched.jsonl unpacked.jsonl
                """);
    }

    @Test
    void sqlite3_counts_and_searches() throws Exception {
        assertEquals("pdf", shell("""
                sqlite3 build/skills.db "select entries.name from search join entries on entries.slot = search.rowid
                  where search match 'joins PDF files' limit 1"
                """).strip());
    }

    @Test
    void a_second_run_into_the_same_folder_is_refused_and_changes_nothing() throws Exception {
        var before = NightRun.digests(out);
        var again = night("nightly", "--config", NightRun.WORLD.toString(), "--out", out.toString());
        assertEquals(2, again.code());
        assertTrue(again.err().contains("add --resume"), again.err());
        assertEquals(List.of(), NightRun.differences(before, NightRun.digests(out)));
    }

    @Test
    void resuming_a_finished_night_changes_nothing() throws Exception {
        var before = NightRun.digests(out);
        var again = night("nightly", "--config", NightRun.WORLD.toString(), "--out", out.toString(), "--resume");
        assertEquals(0, again.code(), again.err());
        assertTrue(again.err().contains("publish: up to date"), again.err());
        assertEquals(List.of(), NightRun.differences(before, NightRun.digests(out)));
    }

    @Test
    void a_client_refuses_the_sample_keys_unless_their_root_is_named() throws Exception {
        var root = NightRun.WORLD.resolveSibling("keys/root.json").toString();
        var home = temp.resolve("home").toString();
        var keys = new NightRun(NightRun.plain().options(), Map.of(
                "SKILL_INDEX_CACHE", NightRun.CACHE.toString(), "SKILL_INDEX_KEYS_FILE", temp.resolve("k").toString()));
        var refused =
                keys.run(temp.resolve("client"), "discover", "verify", "--from", out.resolve("release").toString());
        assertEquals(3, refused.code(), refused.err());
        // The test world's nights are of March: a client of today says that they are out of date.
        var stale = keys.run(temp.resolve("client"), "discover", "sync", "--from", out.resolve("release").toString(),
                "--root", root, "--home", home);
        assertEquals(3, stale.code(), stale.err());
        assertFalse(Files.exists(temp.resolve("home/index/current")));
    }

    @Test
    void a_release_that_was_tampered_with_is_refused_and_not_published() throws Exception {
        var copy = temp.resolve("tampered");
        shell("cp -r '%s' '%s'".formatted(out, copy));
        Path database;
        try (var files = Files.list(copy.resolve("release/v2"))) {
            database = files.filter(file -> file.toString().endsWith(".skills.db")).findFirst().orElseThrow();
        }
        var bytes = Files.readAllBytes(database);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(database);
        Files.write(database, bytes);
        var gate = night("validate", "--config", NightRun.WORLD.toString(), "--out", copy.toString(), "--redo");
        assertEquals(3, gate.code(), gate.err());
        assertTrue(gate.err().contains("files: "), gate.err());
        var publish = night("publish", "--config", NightRun.WORLD.toString(), "--out", copy.toString(), "--redo");
        assertEquals(3, publish.code(), publish.err());
    }

    /// A clone of somebody who has made no keys: its own folder, so that no committed root is found beside its configuration.
    private Path fork() throws Exception {
        var fork = Files.createDirectories(temp.resolve("fork/manifests")).resolveSibling("scripts");
        Files.createDirectories(fork);
        for (var script : List.of("publish", "publish-cdn")) {
            Files.copy(Path.of("scripts").resolve(script), fork.resolve(script));
        }
        var world = NightRun.WORLD.toAbsolutePath();
        var config = Files.readString(world.resolveSibling("first-night.yaml"))
                .replaceAll("(?m)^(keys|root): .*\\R", "")
                .replace("../../../manifests/", Path.of("manifests").toAbsolutePath() + "/")
                .replace("night-1", world.resolveSibling("night-1").toString())
                .replace("[packs]", "[" + world.resolveSibling("packs") + "]");
        Files.writeString(temp.resolve("fork/manifests/fork.yaml"), config);
        shell("cp -r nights/1 '%s'".formatted(temp.resolve("fork/night")));
        return fork.resolveSibling("night");
    }

    private NightRun.Ended inFork(String... words) throws IOException, InterruptedException {
        // A gh that says when it is called: nothing may be asked of GitHub.
        var tools = Files.createDirectories(temp.resolve("fork/tools"));
        var gh = Files.writeString(tools.resolve("gh"), "#!/bin/sh\ntouch '%s'\n".formatted(tools.resolve("called")));
        assertTrue(gh.toFile().setExecutable(true));
        var log = temp.resolve("fork/script");
        var builder = new ProcessBuilder(words).redirectOutput(log.resolveSibling("script.out").toFile())
                .redirectError(log.resolveSibling("script.err").toFile());
        builder.environment().put("PATH", tools + java.io.File.pathSeparator + System.getenv("PATH"));
        builder.environment().put("CDN_REMOTE", temp.resolve("fork/cdn.git").toString());
        builder.environment().remove("GITHUB_STEP_SUMMARY");
        var code = builder.start().waitFor();
        assertFalse(Files.exists(tools.resolve("called")), "gh was called");
        return new NightRun.Ended(code, Files.readString(log.resolveSibling("script.out")),
                Files.readString(log.resolveSibling("script.err")));
    }

    @Test
    void a_fork_without_keys_previews_and_cannot_publish() throws Exception {
        var night = fork();
        var keys = temp.resolve("fork/local-keys");
        var run = new NightRun(NightRun.plain().options(), Map.of("SKILL_INDEX_CACHE", NightRun.CACHE.toString(),
                "SKILL_INDEX_KEYS", "", "SKILL_INDEX_KEYS_FILE", keys.toString()));
        var preview = run.run(temp.resolve("fork/log"), "nightly", "--config",
                temp.resolve("fork/manifests/fork.yaml").toString(), "--out", night.toString(), "--from", "sign");
        assertEquals(0, preview.code(), preview.err());
        assertTrue(preview.err().contains("sign: PREVIEW: signed with this machine's own keys, because SKILL_INDEX_KEYS"
                + " is not set; nobody else trusts them, so this is not for publishing"), preview.err());
        assertEquals("Signed with keys of one machine: not for publishing.\n",
                Files.readString(night.resolve("release/PREVIEW")));
        assertTrue(preview.out().contains("site:    " + night.resolve("site/index.html")), preview.out());

        var refusal =
                "refused: this is a preview, signed with keys of one machine that nobody else trusts: make the keys"
                        + " by scripts/jbang pipeline/sign.java --init, then run the night again";
        var scripts = temp.resolve("fork/scripts");
        // A root that was committed later does not make it publishable, not even this machine's own.
        for (var committed : List.of(false, true)) {
            if (committed) {
                Files.createDirectories(temp.resolve("fork/manifests/keys"));
                Files.copy(night.resolve("release/tuf/1.root.json"), temp.resolve("fork/manifests/keys/root.json"));
            }
            for (var script : List.of("publish", "publish-cdn")) {
                var refused = inFork("bash", scripts.resolve(script).toString(), night.toString());
                assertEquals(3, refused.code(), refused.err());
                assertEquals(script + ": " + refusal, refused.err().strip());
            }
        }
        assertFalse(Files.exists(temp.resolve("fork/cdn.git")));
    }
}
