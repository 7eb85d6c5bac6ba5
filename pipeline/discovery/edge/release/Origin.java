package discovery.edge.release;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Where a release is: a folder, or an address below which its files are. Trusts nothing that it reads.
public sealed interface Origin permits Origin.Folder, WebOrigin {
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

    default InputStream open(String path) throws IOException {
        return from(path, 0).body();
    }

    /// What is there of a file from an offset on.
    ///
    /// @param offset of the first byte in `body`: the one that was asked for, or 0 where only whole files are given
    record Part(InputStream body, long offset) {}

    /// @throws NoSuchFileException when it is not there
    /// @throws WaitException       when the host wants to be left alone for a time
    Part from(String path, long offset) throws IOException;

    /// The host that answers, by which cool-downs are remembered; empty for a folder.
    String host();

    /// A folder or an http(s) address. Plain http is for this machine only.
    static Origin of(String text) throws IOException {
        if (text.matches("(?i)[a-z][a-z0-9+.-]+://.*")) {
            return WebOrigin.of(URI.create(text.endsWith("/") ? text : text + "/"), true);
        }
        var folder = Path.of(text);
        if (!Files.isDirectory(folder)) {
            throw new IOException("%s is no folder and no https address; a release is named by the folder or address"
                    .formatted(text) + " that holds its manifest.json");
        }
        return new Folder(folder);
    }

    /// An address that somebody else named, as a signed manifest does: https, and no machine of a private network.
    static Origin mirror(String text) throws IOException {
        return WebOrigin.of(URI.create(text.endsWith("/") ? text : text + "/"), false);
    }

    record Folder(Path folder) implements Origin {
        @Override
        public Part from(String path, long offset) throws IOException {
            var in = Files.newInputStream(folder.resolve(path));
            in.skipNBytes(offset);
            return new Part(in, offset);
        }

        @Override
        public String host() {
            return "";
        }

        @Override
        public String toString() {
            return folder.toString();
        }
    }
}
