package discovery.edge.mcp;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Both directions of a client's lines. One question is let in at a time, because the library ends the conversation when
/// two answers are ready at once; and the end of the input is held back until all is answered, because the library drops
/// what it still works on. A client may so write all its questions and close its side at once.
final class Conversation {
    private static final Duration LAST = Duration.ofSeconds(10);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final InputStream in;
    private final OutputStream out;
    private int open;

    Conversation(InputStream from, OutputStream to) {
        this.in = new Questions(from);
        this.out = new Answers(to);
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /// Waits until the client has ended it.
    void await() throws IOException {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized void asked(int questions) {
        open += questions;
        notifyAll();
    }

    private synchronized void settle() throws IOException {
        var end = System.nanoTime() + LAST.toNanos();
        try {
            while (open > 0 && System.nanoTime() < end) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// Whether a line is one that an answer belongs to, or is one: an object with an id, and a method or not.
    private static final class Line {
        private static final int MOST = 1 << 20;
        private final StringBuilder text = new StringBuilder();

        /// @return 1 for a question, -1 for an answer, 0 for anything else or a line that goes on
        int add(int octet) {
            if (octet != '\n') {
                if (text.length() < MOST) {
                    text.append((char) (octet & 0xFF));
                }
                return 0;
            }
            var id = text.indexOf("\"id\"") >= 0;
            var method = text.indexOf("\"method\"") >= 0;
            var answer = text.indexOf("\"result\"") >= 0 || text.indexOf("\"error\"") >= 0;
            text.setLength(0);
            return id && method ? 1 : id && answer ? -1 : 0;
        }
    }

    private final class Questions extends FilterInputStream {
        private final Line line = new Line();

        Questions(InputStream from) {
            super(new BufferedInputStream(from));
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            if (most == 0) {
                return 0;
            }
            settle();
            for (var read = 0; read < most; read++) {
                var octet = in.read();
                if (octet < 0) {
                    settle();
                    ended.countDown();
                    return read == 0 ? -1 : read;
                }
                bytes[from + read] = (byte) octet;
                asked(Math.max(0, line.add(octet)));
                if (octet == '\n') {
                    return read + 1;
                }
            }
            return most;
        }
    }

    private final class Answers extends FilterOutputStream {
        private final Line line = new Line();

        Answers(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int octet) throws IOException {
            out.write(octet);
            asked(Math.min(0, line.add(octet)));
        }

        @Override
        public void write(byte[] bytes, int from, int most) throws IOException {
            out.write(bytes, from, most);
            for (var i = from; i < from + most; i++) {
                asked(Math.min(0, line.add(bytes[i])));
            }
        }
    }
}
