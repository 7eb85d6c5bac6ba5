package discovery.edge.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Where a release is: a folder, or an address below which its files are. Trusts nothing that it reads.
public sealed interface Origin {
    /// @param most bytes that the file may have
    /// @throws NoSuchFileException when it is not there
    /// @throws IOException         when it is longer than `most`, or can't be read
    default byte[] bytes(String path, long most) throws IOException {
        var bytes = upTo(path, most + 1);
        if (bytes.length > most) {
            throw new IOException("%s is longer than the %d bytes that it may have".formatted(path, most));
        }
        return bytes;
    }

    /// The first bytes of a file, all of it where it has no more than `most`.
    default byte[] upTo(String path, long most) throws IOException {
        try (var in = open(path)) {
            return in.readNBytes(Math.toIntExact(most));
        }
    }

    InputStream open(String path) throws IOException;

    /// A folder or an http(s) address. Plain http is for this machine only.
    static Origin of(String text) throws IOException {
        if (text.matches("(?i)https?://.*")) {
            var base = URI.create(text.endsWith("/") ? text : text + "/");
            var host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
            if (!"https".equals(base.getScheme()) && !host.matches("127\\..*|localhost|\\[?::1\\]?")) {
                throw new IOException("%s is not https; only this machine is read over plain http".formatted(text));
            }
            return new Web(base);
        }
        var folder = Path.of(text);
        if (!Files.isDirectory(folder)) {
            throw new IOException("%s is no folder and no https address; a release is named by the folder or address"
                    .formatted(text) + " that holds its manifest.json");
        }
        return new Folder(folder);
    }

    record Folder(Path folder) implements Origin {
        @Override
        public InputStream open(String path) throws IOException {
            return Files.newInputStream(folder.resolve(path));
        }

        @Override
        public String toString() {
            return folder.toString();
        }
    }

    record Web(URI base) implements Origin {
        private static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(20))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();

        @Override
        public InputStream open(String path) throws IOException {
            var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofMinutes(10)).build();
            try {
                var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
                return switch (answer.statusCode()) {
                    case 200 -> answer.body();
                    case 404, 410 -> throw new NoSuchFileException(base.resolve(path).toString());
                    default -> throw new IOException("%s answered %d; try again later"
                            .formatted(base.resolve(path), answer.statusCode()));
                };
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while reading " + path, e);
            } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
                throw new IOException("%s does not answer; check the address and the network".formatted(base), e);
            }
        }

        @Override
        public String toString() {
            return base.toString();
        }
    }
}
