package discovery.edge.render;

import discovery.edge.cli.StageFile;
import discovery.edge.files.Sha256;
import discovery.site.Pages;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/// Digests pages as they pass, so that nobody has to read a hundred thousand files again to say whether they are the same
/// as before: SHA-256 over a line for each, `crc32 adler32 size path`, in the order in which they come.
///
/// The sums tell two nights apart, not a forger from us: what clients trust is in the signed manifest by SHA-256.
final class Marked implements Pages {
    private final Pages pages;
    private final Sha256.Running lines = new Sha256.Running();
    private long files;
    private long bytes;

    Marked(Pages pages) {
        this.pages = pages;
    }

    @Override
    public void write(String path, byte[] content) {
        pages.write(path, content);
        mark(path, content);
    }

    @Override
    public void again(String path, String first, byte[] content) {
        pages.again(path, first, content);
        mark(path, content);
    }

    private void mark(String path, byte[] content) {
        var sum = new CRC32();
        sum.update(content);
        var other = new Adler32();
        other.update(content);
        lines.add(
                Long.toHexString(sum.getValue()) + " " + Long.toHexString(other.getValue()) + " " + content.length + " "
                        + path + "\n");
        files++;
        bytes += content.length;
    }

    StageFile.Output done() {
        return new StageFile.Output(lines.done(), bytes, files);
    }
}
