package discovery.edge.files;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Notes that files were found whole, so that the next start need not read them: they hold the files' sizes and times of
/// change, and what they were made of. A file that was changed since does not match its note.
final class Seen {
    private Seen() {}

    /// The folder that a note speaks of, when all is as it was.
    ///
    /// @param of what the files were made of, in a word
    static Optional<Path> folder(Path note, String of) {
        try {
            if (Files.exists(note)) {
                var lines = Files.readAllLines(note);
                var folder = note.resolveSibling(lines.getFirst());
                if (lines.equals(text(folder, of, lines.subList(Math.min(2, lines.size()), lines.size()).stream()
                        .map(line -> line.replaceAll(" .*", "")).toList()))) {
                    return Optional.of(folder);
                }
            }
        } catch (IOException | RuntimeException damaged) {
            // Then it is no note, and is made anew.
        }
        return Optional.empty();
    }

    /// Notes that these files of a folder beside the note are whole now. Where nothing can be written, nothing is noted,
    /// and the next start looks again.
    static void write(Path note, Path folder, String of, List<String> files) {
        try {
            var unfinished = Files.createTempFile(folder, "note", ".new");
            Files.write(unfinished, text(folder, of, files));
            Files.move(unfinished, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException readOnly) {
            // A folder that somebody else filled.
        }
    }

    private static List<String> text(Path folder, String of, List<String> files) throws IOException {
        var lines = new ArrayList<>(List.of(String.valueOf(folder.getFileName()), of));
        for (var file : files) {
            lines.add(file + " " + state(folder.resolve(file)));
        }
        return List.copyOf(lines);
    }

    private static String state(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file).toInstant();
    }

    /// A number for the class path: its names, sizes and times.
    static String jars() throws IOException {
        var sum = new CRC32();
        for (var name : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            var file = Path.of(name);
            sum.update((name + (Files.exists(file) ? state(file) : "")).getBytes(StandardCharsets.UTF_8));
        }
        return Long.toHexString(sum.getValue());
    }
}
