package discovery.edge.render;

import discovery.edge.cli.StageFile;
import discovery.edge.files.Program;
import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.site.Mark;
import discovery.site.Pages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/// A site that is brought up to date, or made, and remembers for the next night of what (`Memory`). What was made of the
/// same before is not made again: its files stay as they are.
///
/// Files are digested as they pass, so that nobody has to read a hundred thousand of them again to say whether a site is
/// the same: SHA-256 over a line for each, `crc32 adler32 size path`, in the order in which they come. These sums tell
/// two nights apart, not a forger from us: what clients trust is in the signed manifest by SHA-256.
final class Remembering implements Pages, AutoCloseable {
    private static final String TEMPLATES = "site-templates";

    private final PageFiles files;
    private final Optional<Memory> before;
    private final long secret;
    private final Path place;
    private final Path unfinished;
    private final OutputStream out;
    private final Sha256.Running lines = new Sha256.Running();
    /// Marks of the paths that were written over what an earlier site has.
    private final Set<Long> written = new HashSet<>();
    private final StringBuilder open = new StringBuilder();
    private boolean inside;
    private int opened;
    private long count;
    private long bytes;

    private Remembering(Path folder, Path place, String program, Optional<Memory> before) throws IOException {
        this.place = place;
        this.before = before;
        files = new PageFiles(folder, before.isPresent());
        secret = before.map(Memory::secret).orElseGet(() -> new SecureRandom().nextLong());
        unfinished = place.resolveSibling(".new-made-site");
        out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
        out.write((Memory.FORMAT + program + " " + Long.toHexString(secret) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Close it.
    ///
    /// @param folder  empty; it gets the files
    /// @param site    what the folder will be called
    /// @param earlier moved into the folder, if anything is remembered of it; a run that ends early leaves none of it
    static Remembering in(Path folder, Path site, Optional<Path> earlier) throws IOException {
        var program = Program.digest(Remembering.class, TEMPLATES);
        var before = Optional.<Memory>empty();
        if (earlier.isPresent()) {
            var old = earlier.get().toAbsolutePath().normalize();
            before = memory(old, program).filter(memory -> isMoved(old, folder));
            if (before.isEmpty()) {
                System.err.println("render: nothing is known of how %s was made by this program, so all is made anew"
                        .formatted(old));
            }
        }
        return new Remembering(folder, memory(site.toAbsolutePath().normalize()), program, before);
    }

    private static Path memory(Path site) {
        return site.resolveSibling(".made-" + site.getFileName());
    }

    private static Optional<Memory> memory(Path site, String program) throws IOException {
        var digest = StageFile.read(site).flatMap(stage -> Optional.ofNullable(stage.outputs().get("*")));
        return digest.isEmpty() ? Optional.empty() : Memory.of(memory(site), program, digest.get().sha256());
    }

    /// False where it lies on another disk.
    private static boolean isMoved(Path site, Path folder) {
        try {
            Files.delete(folder);
            try {
                Files.move(site, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException otherDisk) {
                Files.createDirectory(folder);
                return false;
            }
            Files.delete(folder.resolve(StageFile.NAME));
            Files.delete(memory(site));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OptionalLong secret() {
        return OptionalLong.of(secret);
    }

    @Override
    public void write(String path, byte[] content) {
        one(path, content, () -> files.write(path, content));
    }

    /// A file that is made in any case is at least not written when it is the same.
    private void one(String path, byte[] content, Runnable writing) {
        Runnable all = () -> {
            take(path, content);
            writing.run();
        };
        if (inside) {
            all.run();
        } else {
            unless(path, Lines.mark(secret, content, 0, content.length), all);
        }
    }

    @Override
    public void again(String path, String first, byte[] content) {
        one(path, content, () -> files.again(path, first, content));
    }

    private void take(String path, byte[] content) {
        var sum = new CRC32();
        sum.update(content);
        var other = new Adler32();
        other.update(content);
        open.append(Long.toHexString(sum.getValue())).append(' ').append(Long.toHexString(other.getValue())).append(' ')
                .append(content.length).append(' ').append(path).append('\n');
        opened++;
        count++;
        bytes += content.length;
        if (before.isPresent()) {
            written.add(path(path));
        }
    }

    private long path(String path) {
        return new Mark(secret).text(path).done();
    }

    @Override
    public Optional<Kept> unless(String name, long of, Runnable making) {
        try {
            var kept = before.isEmpty() ? Optional.<Kept>empty() : before.get().keep(name, of, out, lines);
            if (kept.isPresent()) {
                count += kept.get().files();
                bytes += kept.get().bytes();
                return kept;
            }
            inside = true;
            opened = 0;
            making.run();
            inside = false;
            var octets = open.toString().getBytes(StandardCharsets.UTF_8);
            open.setLength(0);
            out.write(("=" + Long.toHexString(of) + " " + opened + "\n").getBytes(StandardCharsets.UTF_8));
            out.write(octets);
            lines.add(octets, 0, octets.length);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Removes what this night does not have, and remembers the rest.
    StageFile.Output done() throws IOException {
        if (before.isPresent()) {
            before.get().rest(path -> {
                if (!written.contains(path(path))) {
                    files.remove(path);
                }
            });
        }
        var output = new StageFile.Output(lines.done(), bytes, count);
        out.write(("end " + output.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
        out.close();
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return output;
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (before.isPresent()) {
            before.get().close();
        }
        Files.deleteIfExists(unfinished);
    }
}
