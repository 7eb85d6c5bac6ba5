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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files that are judged, in memory, by their paths with `/` from the root of what is judged.
///
/// @param name   of the folder: a skill at its root is expected to be called so
/// @param texts  what the files hold; of a symbolic link, where it leads, which is not followed
/// @param links  paths of symbolic links
record Files(String name, SortedMap<String, byte[]> texts, Set<String> links) {
    static final int MOST = 5_000;
    static final int LARGEST = 8 << 20;
    static final long ALL = 200L << 20;
    private static final Set<String> NEVER = Set.of(".git", "node_modules", ".venv", "target", "build");

    /// The files below a folder; for a file, those of its folder.
    static Files below(Path path) throws IOException {
        var real = path.toRealPath();
        var root = java.nio.file.Files.isDirectory(real) ? real : real.resolveSibling("");
        var files = new Files(String.valueOf(root.getFileName()), new TreeMap<>(), new java.util.TreeSet<>());
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
