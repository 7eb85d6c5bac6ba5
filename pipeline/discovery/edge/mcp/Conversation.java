package discovery.edge.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

    /// Gives the library a line at a time, and none that would end it: what is no message is answered here.
    private final class Questions extends InputStream {
        private final Lines lines;
        private byte[] line = {};
        private int given;

        Questions(InputStream from) {
            this.lines = new Lines(from);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            if (most == 0) {
                return 0;
            }
            if (given == line.length && !more()) {
                return -1;
            }
            var length = Math.min(most, line.length - given);
            System.arraycopy(line, given, bytes, from, length);
            given += length;
            return length;
        }

        /// However the input ends, nobody waits for more of it.
        private boolean more() throws IOException {
            var there = false;
            try {
                there = next();
                return there;
            } finally {
                if (!there) {
                    settle();
                    ended.countDown();
                }
            }
        }

        private boolean next() throws IOException {
            settle();
            for (var heard = lines.next(); heard.isPresent(); heard = lines.next()) {
                switch (heard.get()) {
                    case Lines.Refused(String answer) -> {
                        out.write(answer.getBytes(StandardCharsets.UTF_8));
                        out.flush();
                    }
                    case Lines.Message(String text, boolean question) -> {
                        line = text.getBytes(StandardCharsets.UTF_8);
                        given = 0;
                        asked(question ? 1 : 0);
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /// Writes whole lines only, because two write here, and counts the answers among them.
    private final class Answers extends OutputStream {
        private final OutputStream to;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Answers(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int most) throws IOException {
            for (var i = from; i < from + most; i++) {
                line.write(bytes[i]);
                if (bytes[i] == '\n') {
                    var text = line.toString(StandardCharsets.UTF_8);
                    line.writeTo(to);
                    line.reset();
                    asked(isAnswer(text) ? -1 : 0);
                }
            }
        }

        @Override
        public void flush() throws IOException {
            to.flush();
        }

        /// What is refused here was never counted as asked; it has no id.
        private static boolean isAnswer(String text) {
            return text.contains("\"id\"") && !text.contains(Lines.NOBODY)
                    && (text.contains("\"result\"") || text.contains("\"error\""));
        }
    }
}
