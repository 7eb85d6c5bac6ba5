package discovery.edge.build;

import discovery.edge.files.Sha256;
import discovery.edge.json.JsonLines;
import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.FolderFile;
import discovery.model.OpenLicences;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The folders of skills that we may hand on, as archives: `DIGEST.zip`, and `archives.jsonl`, a line for each with the
/// entry's id. They are stored, not compressed, because what a compressor makes depends on its version.
final class Archives implements AutoCloseable {
    /// No archive tells when it was made. The first day that the format knows will not do: it stands for all before it,
    /// and makes the JDK add the time of this machine's zone.
    private static final LocalDateTime DAY = LocalDateTime.of(1980, 1, 2, 0, 0);
    private static final String SKILL = "SKILL.md";

    private final Path folder;
    private final JsonLines.Writer lines;

    /// @param sha256 of the archive's bytes
    record Line(String id, String sha256) {}

    Archives(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.lines = new JsonLines.Writer(folder.resolve("archives.jsonl"));
    }

    /// Writes the archive of an entry, if we have its folder, may hand it on, and have judged the same `SKILL.md`.
    ///
    /// @throws UncheckedIOException when the disk does not take it
    void take(Entry entry) {
        var files = FolderFile.of(entry.facts());
        if (files.isEmpty()) {
            return;
        }
        var judged = entry.facts().text(Field.SHA256);
        var ours = files.stream().anyMatch(file -> file.path().equals(SKILL)
                && judged.equals(Optional.of(Sha256.of(file.text().getBytes(StandardCharsets.UTF_8)))));
        if (ours && entry.facts().text(Field.LICENCE).filter(OpenLicences::allowCopies).isPresent()) {
            try {
                var bytes = archive(files);
                var digest = Sha256.of(bytes);
                Files.write(folder.resolve(digest + ".zip"), bytes);
                lines.add(new Line(entry.id(), digest));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// PKWARE's APPNOTE.TXT 6.3.10, method 0. `SKILL.md` is at the root, as the discovery of skills wants it.
    private static byte[] archive(List<FolderFile> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var file : files) {
                var text = file.text().getBytes(StandardCharsets.UTF_8);
                var sum = new CRC32();
                sum.update(text);
                var entry = new ZipEntry(file.path());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(text.length);
                entry.setCrc(sum.getValue());
                entry.setTimeLocal(DAY);
                zip.putNextEntry(entry);
                zip.write(text);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
