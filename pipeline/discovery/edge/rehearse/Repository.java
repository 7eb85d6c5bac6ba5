package discovery.edge.rehearse;

import discovery.edge.cli.Night;
import discovery.edge.files.Published;
import discovery.edge.signing.KeyFile;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The repository that is rehearsed: this one, with a small world on disk to read instead of GitHub, and keys made for the
/// rehearsal. What `actions/checkout` lays out.
///
/// @param home     this repository
/// @param secret   the text of `SKILL_INDEX_KEYS`
/// @param root     the committed root of trust
/// @param replaced path → text that stands in place of the file's own
@SuppressWarnings("ArrayRecordComponent") // Repositories are never compared.
public record Repository(Path home, String secret, byte[] root, Map<String, String> replaced) {
    /// With new keys and the first or the second night of the small world.
    public static Repository of(Path home) throws IOException {
        var made = KeyFile.generate(new SecureRandom(), "Rehearsal <rehearsal@example.invalid>",
                Instant.parse("2025-01-01T00:00:00Z"));
        return new Repository(home.toAbsolutePath(), made.withoutRoot().format(),
                TufRepository.firstRoot(made.keys(), TufExpiry.DEFAULT), Map.of()).night(1);
    }

    /// With another night of the small world.
    public Repository night(int number) throws IOException {
        var world = home.resolve("pipeline/test/world");
        var text = Files.readString(world.resolve("first-night.yaml"))
                .replaceAll("(?m)^(now|keys|root|merge|categories|score|safety|gates):.*\\n", "")
                .replace("{ world: night-1 }", number == 1 ? "{ world: %s/night-1 }".formatted(world)
                        : "{ world: %s/night-%d, over: %s/night-1 }".formatted(world, number, world))
                .replace("paths: [packs]", "paths: [%s/packs]".formatted(world));
        return with("manifests/sources.yaml", text);
    }

    public Repository with(String file, String text) {
        var more = new java.util.TreeMap<>(replaced);
        more.put(file, text);
        return new Repository(home, secret, root, more);
    }

    /// Lays it out in an empty folder. The programs are not compiled again for each job: they are those of `home`.
    void checkOut(Path folder) throws IOException {
        for (var each : List.of("scripts", "manifests", ".github")) {
            Shell.run(home, List.of("cp", "-a", home.resolve(each).toString(), folder.resolve(each).toString()));
        }
        for (var each : List.of("pipeline", "site-templates")) {
            Files.createSymbolicLink(folder.resolve(each), home.resolve(each));
        }
        Files.write(folder.resolve("manifests/keys/root.json"), root);
        for (var each : replaced.entrySet()) {
            Files.writeString(folder.resolve(each.getKey()), each.getValue());
        }
        var jbang = folder.resolve("scripts/jbang");
        Published.delete(jbang);
        Files.writeString(jbang, "#!/usr/bin/env bash\nset -euo pipefail\nprogram=${1##*/}\nshift\n" + program());
        Files.setPosixFilePermissions(jbang, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// Straight from the class path, where all programs are on it (a Maven build); else by JBang.
    private String program() {
        var loader = Repository.class.getClassLoader();
        if (loader != null && loader.getResource("merge.class") != null) {
            var path = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                    .orElse(System.getProperty("java.class.path", ""));
            return "exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx1g --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector -cp '%s' \"${program%%.java}\" \"$@\"\n"
                    .formatted(Path.of(System.getProperty("java.home", ""), "bin", "java"), path);
        }
        // The same few programs start hundreds of times, each for a second.
        return "export SKILL_INDEX_ARCHIVES=all JDK_JAVA_OPTIONS=-XX:TieredStopAtLevel=1\nexec '%s' '%s'/\"$program\" \"$@\"\n"
                .formatted(home.resolve("scripts/jbang"),
                        home.resolve("pipeline"));
    }

    /// The cache of a runner: what costs time to make is there, what earlier nights were told is not.
    static void cache(Path folder) throws IOException {
        Published.delete(folder);
        Files.createDirectories(folder);
        var mine = Night.cache();
        if (Files.isDirectory(mine)) {
            try (var entries = Files.list(mine)) {
                for (var entry : entries.filter(each -> !each.endsWith("fetch")).toList()) {
                    Files.createSymbolicLink(folder.resolve(entry.getFileName()), entry.toAbsolutePath());
                }
            }
        }
    }
}
