package discovery.edge.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample's two nights, run under two sets of everything that must not matter, give the same files.
class SameBytesTest {
    @TempDir
    Path temp;

    @Test
    void time_zone_locale_charset_hash_seed_and_cores_change_no_byte() throws Exception {
        try (var both = Executors.newFixedThreadPool(2)) {
            var one = both.submit(() -> night("one", Map.of("TZ", "Asia/Kathmandu", "LC_ALL", "C"), List.of(
                    "-Duser.timezone=Asia/Kathmandu", "-Duser.language=ar", "-Duser.country=EG",
                    "-Dfile.encoding=ISO-8859-1", "-XX:ActiveProcessorCount=1",
                    "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2")));
            var other = both.submit(() -> night("other", Map.of("TZ", "America/St_Johns", "LC_ALL", "C.UTF-8"), List.of(
                    "-Duser.timezone=America/St_Johns", "-Duser.language=tr", "-Duser.country=TR",
                    "-Dfile.encoding=UTF-8", "-XX:ActiveProcessorCount=2")));
            assertEquals(List.of(), NightRun.differences(one.get(), other.get()));
        }
    }

    private SortedMap<String, String> night(String name, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(NightRun.plain().options());
        all.addAll(options);
        var variables = new java.util.HashMap<>(environment);
        // Each run makes its own vectors.
        variables.put("SKILL_INDEX_CACHE", temp.resolve("cache-" + name).toString());
        var out = temp.resolve(name);
        var ended = new NightRun(all, variables).run(temp.resolve("log-" + name), "nightly", "--config",
                "manifests/sample.yaml", "--out", out.toString());
        assertEquals(0, ended.code(), ended.err());
        return NightRun.digests(out);
    }
}
