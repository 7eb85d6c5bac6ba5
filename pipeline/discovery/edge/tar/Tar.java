package discovery.edge.tar;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// A tar archive as a stream of its files. Names are only names: nothing is written, so none can lead anywhere.
public final class Tar {
    private Tar() {}

    /// A regular file or a symbolic link.
    ///
    /// @param path as the archive has it: it may climb, or begin with `/`
    /// @param link a symbolic link, whose bytes are where it leads, as in git
    /// @param size bytes
    public record Member(String path, boolean link, long size) {}

    /// Takes members that were wanted.
    public interface Sink {
        void add(Member member, byte[] bytes) throws IOException;
    }

    /// Hands over each member that is wanted, in the archive's order.
    ///
    /// @param in   the archive, unpacked
    /// @param most bytes of the archive that are read
    /// @throws IOException when it is longer, cut off, or no tar archive
    public static void read(InputStream in, long most, Predicate<Member> wanted, Sink sink) throws IOException {
        var tar = new TarArchiveInputStream(new Bounded(in, most), StandardCharsets.UTF_8.name());
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isSymbolicLink()) {
                var target = entry.getLinkName().getBytes(StandardCharsets.UTF_8);
                var member = new Member(entry.getName(), true, target.length);
                if (wanted.test(member)) {
                    sink.add(member, target);
                }
            } else if (entry.getLinkFlag() == TarConstants.LF_NORMAL
                    || entry.getLinkFlag() == TarConstants.LF_OLDNORM) {
                var member = new Member(entry.getName(), false, entry.getSize());
                if (wanted.test(member)) {
                    sink.add(member, bytes(tar, member));
                }
            }
        }
    }

    private static byte[] bytes(InputStream in, Member member) throws IOException {
        var bytes = in.readNBytes(Math.toIntExact(member.size()));
        if (bytes.length < member.size()) {
            throw new EOFException("the archive is cut off");
        }
        return bytes;
    }

    /// Fails where others would end: a longer archive would look like a whole one.
    private static final class Bounded extends FilterInputStream {
        private final long most;
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
            left = most;
        }

        private long took(long count) throws IOException {
            left -= Math.max(0, count);
            if (left < 0) {
                throw new IOException("the archive is longer than %,d bytes".formatted(most));
            }
            return count;
        }

        @Override
        public int read() throws IOException {
            var octet = super.read();
            took(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return (int) took(super.read(bytes, from, length));
        }

        @Override
        public long skip(long count) throws IOException {
            return took(super.skip(count));
        }
    }
}
