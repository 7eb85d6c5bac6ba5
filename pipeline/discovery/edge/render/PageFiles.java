package discovery.edge.render;

import discovery.site.Pages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;

/// Pages as files. Folders are made as they come. What an earlier site has already, byte for byte, is linked: to write a
/// file costs more than to read one.
final class PageFiles implements Pages {
    private final Path folder;
    private final Optional<Path> since;
    private final HashSet<Path> made = new HashSet<>();

    PageFiles(Path folder, Optional<Path> since) {
        this.folder = folder;
        this.since = since;
    }

    @Override
    public void write(String path, byte[] bytes) {
        var file = folder.resolve(path).normalize();
        if (!file.startsWith(folder)) {
            throw new IllegalStateException(path + " leaves the site's folder");
        }
        try {
            var parent = Optional.ofNullable(file.getParent()).orElse(folder);
            if (made.add(parent)) {
                Files.createDirectories(parent);
            }
            var before = since.map(site -> site.resolve(path)).filter(old -> old.toFile().length() == bytes.length);
            if (before.isPresent() && Files.isRegularFile(before.get())
                    && Arrays.equals(Files.readAllBytes(before.get()), bytes)) {
                Files.createLink(file, before.get());
            } else {
                Files.write(file, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
