package discovery.edge.rehearse;

import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// What GitHub would keep, in a folder: `releases/`, `pages/`, `cdn.git`, `issues/`, `artifacts/`, `runs/`. The folder
/// `work/` is a runner's, empty before each job.
public record World(Path folder) {
    /// A new, empty one.
    public static World in(Path folder) throws IOException {
        for (var each : List.of("releases", "when", "issues", "artifacts", "runs", "bin", "work")) {
            Files.createDirectories(folder.resolve(each));
        }
        var gh = folder.resolve("bin").resolve("gh");
        try (var in = World.class.getResourceAsStream("/discovery/edge/rehearse/gh.sh")) {
            if (in == null) {
                throw new FileNotFoundException("discovery/edge/rehearse/gh.sh is not on the class path");
            }
            Files.write(gh, in.readAllBytes());
        }
        Files.setPosixFilePermissions(gh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Shell.run(folder, List.of("git", "init", "--quiet", "--bare", folder.resolve("cdn.git").toString()));
        return new World(folder.toAbsolutePath());
    }

    /// The same once more, elsewhere: what happens to one does not happen to the other.
    public World copy(Path to) throws IOException {
        Shell.run(folder, List.of("cp", "-a", folder.toString(), to.toString()));
        return new World(to.toAbsolutePath());
    }

    Path work() {
        return folder.resolve("work");
    }

    /// A runner's cache of ours.
    Path cache() {
        return folder.resolve("cache");
    }

    Path pages() {
        return folder.resolve("pages");
    }

    /// Keeps what a job hands on, with a digest of all of it.
    ///
    /// @param from a folder; all of it is kept
    /// @return its number
    String keep(String name, String run, Path from) throws IOException {
        var number = 1;
        while (Files.exists(folder.resolve("artifacts").resolve(Integer.toString(number)))) {
            number++;
        }
        var place = Files.createDirectory(folder.resolve("artifacts").resolve(Integer.toString(number)));
        Shell.run(folder, List.of("cp", "-a", from.toString(), place.resolve("files").toString()));
        Files.writeString(place.resolve("name"), name);
        Files.writeString(place.resolve("run"), run);
        Files.writeString(place.resolve("digest"), digest(place.resolve("files")));
        return Integer.toString(number);
    }

    /// Brings an artefact to a folder.
    ///
    /// @throws IOException when it is not there, or is not what was kept
    void bring(String number, Path to) throws IOException {
        var place = folder.resolve("artifacts").resolve(number);
        if (!number.matches("\\d+") || !Files.exists(place)) {
            throw new IOException("there is no artefact «%s»".formatted(number));
        }
        if (!digest(place.resolve("files")).equals(Files.readString(place.resolve("digest")))) {
            throw new IOException("artefact %s is not what was uploaded: its digest differs".formatted(number));
        }
        Files.createDirectories(to);
        Shell.run(folder, List.of("cp", "-a", place.resolve("files") + "/.", to.toString()));
    }

    /// Makes a folder the public site, all of it at once.
    void deploy(Path site) throws IOException {
        var beside = folder.resolve("pages.new");
        Published.delete(beside);
        Shell.run(folder, List.of("cp", "-a", site.toString(), beside.toString()));
        var old = folder.resolve("pages.old");
        Published.delete(old);
        if (Files.exists(pages())) {
            Files.move(pages(), old);
        }
        Files.move(beside, pages(), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Digest of all that lasts longer than a runner.
    String state() throws IOException {
        var lines = new StringBuilder();
        for (var each : List.of("releases", "issues", "artifacts", "sites", "pages", "cdn.git")) {
            lines.append(each).append(' ')
                    .append(Files.isDirectory(folder.resolve(each)) ? digest(folder.resolve(each)) : "").append('\n');
        }
        return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(Path folder) throws IOException {
        var lines = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.append(Sha256.of(file)).append("  ").append(folder.relativize(file)).append('\n');
            }
        }
        return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
