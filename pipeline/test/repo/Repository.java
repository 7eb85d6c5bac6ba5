package repo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The files of this repository, by their paths from its root: what git would keep, so nothing that a build left behind.
final class Repository {
    static final Path ROOT = Path.of("").toAbsolutePath();

    private static final Set<String> NOT_KEPT =
            Set.of(".git", "target", "build", ".jbang", ".idea", ".vscode", ".settings",
                    "pipeline/test/clients/node_modules", "pipeline/test/web/node_modules",
                    "pipeline/test/workflows/node_modules");

    private Repository() {}

    static List<Path> files() {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    var kept = !NOT_KEPT.contains(ROOT.relativize(folder).toString());
                    return kept ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(ROOT.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /// Whether a file lies below a folder, both from the root.
    static boolean below(Path file, String folder) {
        return file.startsWith(Path.of(folder));
    }

    /// The programs: what lies in `pipeline` itself.
    static List<Path> stages() {
        return files().stream().filter(file -> Path.of("pipeline").equals(file.getParent()))
                .filter(file -> file.toString().endsWith(".java")).toList();
    }

    /// The library's sources.
    static List<Path> library() {
        return files().stream().filter(file -> below(file, "pipeline/discovery"))
                .filter(file -> file.toString().endsWith(".java")).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static boolean has(String file) {
        return Files.exists(ROOT.resolve(file));
    }

    /// What follows a JBang directive such as `//DEPS`, word by word over all of its lines.
    static List<String> directive(Path file, String name) {
        return read(file).lines().filter(line -> line.startsWith("//" + name + " "))
                .flatMap(line -> Stream.of(line.substring(name.length() + 3).strip().split("\\s+"))).toList();
    }
}
