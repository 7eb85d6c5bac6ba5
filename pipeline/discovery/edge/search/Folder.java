package discovery.edge.search;

import discovery.search.Codebase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is looked at of a codebase: names of files, and the beginning of its manifests. Nothing is run, no link is
/// followed, nothing outside of the folder is opened.
///
/// @param paths     with `/`, sorted
/// @param manifests path -> text
record Folder(List<String> paths, Map<String, String> manifests) {
    private static final int FILES = 50_000;
    private static final int MANIFESTS = 200;
    private static final int BYTES = 256 * 1_024;

    static Folder read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("%s is no folder; name one with a codebase".formatted(folder));
        }
        var paths = new ArrayList<String>();
        var manifests = new TreeMap<String, String>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path place, BasicFileAttributes attributes) {
                return !place.equals(folder) && Codebase.isForeign(String.valueOf(place.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    var path = folder.relativize(file).toString().replace('\\', '/');
                    paths.add(path);
                    if (Codebase.isManifest(String.valueOf(file.getFileName())) && manifests.size() < MANIFESTS) {
                        manifests.put(path, beginning(file));
                    }
                }
                return paths.size() < FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(paths);
        return new Folder(List.copyOf(paths), manifests);
    }

    private static String beginning(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(BYTES), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
