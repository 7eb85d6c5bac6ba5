package discovery.edge.install;

import discovery.catalogs.Setting;
import discovery.edge.files.Published;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Files of a repository at a commit, by git. Git's own names of things are digests, so what comes is what the commit
/// means. Nothing is checked out: no link, no filter, no hook of the repository takes part.
final class Commit {
    private static final int FILES = 512;
    private static final long BYTES = 16L << 20;
    private static final Pattern LINE = Pattern.compile("100(?:644|755) blob ([0-9a-f]{40})\t(.+)");

    private Commit() {}

    /// @param path of a folder, or of one file
    /// @return path below the folder (a file's own name) → bytes
    /// @throws IOException when there is nothing, or more than a skill may have
    static SortedMap<String, byte[]> files(String place, String commit, String path) throws IOException {
        var base = Optional.ofNullable(System.getenv("GITHUB_SERVER_URL")).filter(text -> !text.isBlank())
                .orElse(Setting.GITHUB);
        var work = Files.createTempDirectory("discover-git-");
        try {
            git(work, "init", "-q", "--bare");
            git(work, "remote", "add", "origin", base + "/" + place + ".git");
            git(work, "config", "remote.origin.promisor", "true");
            git(work, "config", "remote.origin.partialclonefilter", "blob:none");
            git(work, "fetch", "-q", "--depth", "1", "--filter=blob:none", "origin", commit);
            return read(work, commit, path);
        } finally {
            Published.delete(work);
        }
    }

    private static SortedMap<String, byte[]> read(Path work, String commit, String path) throws IOException {
        var list = new String(git(work, "ls-tree", "-r", "-z", commit, "--", path.isEmpty() ? "." : path),
                StandardCharsets.UTF_8);
        var files = new TreeMap<String, byte[]>();
        var bytes = 0L;
        for (var line : list.split("\0", -1)) {
            var match = LINE.matcher(line);
            if (!match.matches()) {
                continue;
            }
            var name = below(match.group(2), path);
            if (!discovery.catalogs.Source.isPath(name)) {
                throw new IOException("it has a file with the name `%s`, which is not safe".formatted(name));
            }
            var content = git(work, "cat-file", "blob", match.group(1));
            bytes += content.length;
            files.put(name, content);
            if (files.size() > FILES || bytes > BYTES) {
                throw new IOException("it has more than %d files or %d MiB".formatted(FILES, BYTES >> 20));
            }
        }
        if (files.isEmpty()) {
            throw new IOException("the commit has nothing at `%s`".formatted(path));
        }
        return files;
    }

    private static String below(String file, String path) {
        return path.isEmpty() ? file : file.equals(path) ? discovery.catalogs.Source.file(path)
                : file.substring(path.length() + 1);
    }

    private static byte[] git(Path work, String... words) throws IOException {
        var command = new java.util.ArrayList<>(List.of("git", "-C", work.toString(), "-c", "core.hooksPath=/dev/null",
                "-c", "protocol.ext.allow=never"));
        command.addAll(List.of(words));
        return Program.run(command);
    }
}
