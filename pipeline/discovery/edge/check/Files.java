package discovery.edge.check;

import discovery.edge.cache.GitId;
import discovery.edge.cli.WrongUsage;
import discovery.edge.http.Contents;
import discovery.fetch.Content;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The files that are judged, in memory, by their paths with `/` from the root of what is judged.
///
/// @param owner  of the repository that they are of; `local`: nobody knows
/// @param name   of the folder: a skill at its root is expected to be called so
/// @param texts  what the files hold; of a symbolic link, where it leads, which is not followed
/// @param links  paths of symbolic links
record Files(String owner, String name, SortedMap<String, byte[]> texts, Set<String> links) {
    static final String LOCAL = "local";
    static final int MOST = 5_000;
    static final int LARGEST = 8 << 20;
    static final long ALL = 200L << 20;
    /// Folders by whose names clients know what the Markdown below is.
    private static final Set<String> COLLECTIONS = Set.of("agents", "subagents", "commands", "slash-commands");
    /// Folders in which clients keep what is of the folder above.
    private static final Pattern CLIENTS =
            Pattern.compile("\\.[a-z]+-plugin|\\.claude|hooks|plugins?|\\.github|\\.agents");
    private static final Set<String> NEVER = Set.of(".git", "node_modules", ".venv", "target", "build");

    /// The folder that gives one file its meaning: what is above the `commands` or `agents` that it lies in somewhere, or
    /// above a client's own folder; else its own.
    static Path rootOf(Path file) {
        var own = Optional.ofNullable(file.getParent()).orElse(file);
        if (file.endsWith("SKILL.md")) {
            return own;
        }
        if (!isMarkdown(file.toString())) {
            var above = own;
            while (CLIENTS.matcher(String.valueOf(above.getFileName())).matches() && above.getParent() != null) {
                above = above.getParent();
            }
            return above;
        }
        for (var at = own; at != null && at.getParent() != null; at = at.getParent()) {
            if (COLLECTIONS.contains(String.valueOf(at.getFileName()))) {
                return at.getParent();
            }
        }
        return own;
    }

    /// Agents and commands are judged by their text alone; a skill's licence may be beside it, and so is all that a
    /// manifest tells of.
    static boolean isMarkdown(String path) {
        return path.endsWith(".md") && !path.regionMatches(true, path.length() - 8, "SKILL.md", 0, 8);
    }

    /// One file, by its path from a folder.
    static Files only(Path root, Path file) throws IOException {
        if (java.nio.file.Files.size(file) > LARGEST) {
            throw new WrongUsage("%s is larger than %,d MiB".formatted(file, LARGEST >> 20));
        }
        var texts = new TreeMap<String, byte[]>();
        texts.put(root.relativize(file).toString().replace('\\', '/'), java.nio.file.Files.readAllBytes(file));
        return new Files(LOCAL, String.valueOf(root.getFileName()), texts, Set.of());
    }

    /// The files below a folder.
    static Files below(Path path) throws IOException {
        var root = path.toRealPath();
        var files = new Files(LOCAL, String.valueOf(root.getFileName()), new TreeMap<>(), new java.util.TreeSet<>());
        java.nio.file.Files.walkFileTree(root, new SimpleFileVisitor<>() {
            private long left = ALL;

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(root) && NEVER.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var name = root.relativize(file).toString().replace('\\', '/');
                if (attributes.isSymbolicLink()) {
                    files.links().add(name);
                    files.texts().put(name, java.nio.file.Files.readSymbolicLink(file).toString()
                            .getBytes(StandardCharsets.UTF_8));
                } else if (attributes.isRegularFile() && attributes.size() <= LARGEST) {
                    left -= attributes.size();
                    if (left < 0 || files.texts().size() >= MOST) {
                        throw new WrongUsage("%s holds more than %,d files or %,d MiB; name a folder below it"
                                .formatted(path, MOST, ALL >> 20));
                    }
                    files.texts().put(name, java.nio.file.Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /// The same, of somebody's repository.
    Files ownedBy(String known) {
        return new Files(known, name, texts, links);
    }

    Tree tree() {
        var all = new ArrayList<TreeFile>();
        texts.forEach((path, bytes) -> all.add(new TreeFile(
                path, links.contains(path) ? "120000" : "100644", GitId.ofBlob(bytes), bytes.length)));
        return new Tree("0".repeat(40), all, false);
    }

    Content content(String path) {
        return Contents.of(java.util.Objects.requireNonNull(texts.get(path)));
    }
}
