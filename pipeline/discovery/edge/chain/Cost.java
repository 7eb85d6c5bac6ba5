package discovery.edge.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a night cost a newcomer: seconds since `scripts/nightly` began, and what grew in the local Maven repository.
/// The script hands both over by environment; without it there is nothing to say.
final class Cost {
    private Cost() {}

    static Optional<String> line() {
        var started = System.getenv("SKILL_INDEX_STARTED");
        var repository = System.getenv("SKILL_INDEX_REPO");
        var before = System.getenv("SKILL_INDEX_REPO_KB_BEFORE");
        if (started == null || repository == null || before == null
                || !started.matches("[0-9]{1,15}") || !before.matches("[0-9]{1,15}")) {
            return Optional.empty();
        }
        var seconds = (System.currentTimeMillis() - Long.parseLong(started)) / 1000.0;
        var grown = Math.max(0, kilobytes(repository) - Long.parseLong(before)) / 1024.0;
        return Optional.of("It took %s s and %s MB of downloads.".formatted(
                Report.decimal(seconds), Report.decimal(grown)));
    }

    /// Of all the folders that the variable names, with `:` between them.
    private static long kilobytes(String folders) {
        var sum = 0L;
        for (var folder : folders.split(":")) {
            var path = Path.of(folder);
            if (Files.isDirectory(path)) {
                try (var files = Files.walk(path)) {
                    sum += files.filter(Files::isRegularFile).mapToLong(Cost::size).sum();
                } catch (IOException | java.io.UncheckedIOException vanished) {
                    // Another program tidies up there; the figure is for people.
                }
            }
        }
        return sum / 1024;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException vanished) {
            return 0;
        }
    }
}
