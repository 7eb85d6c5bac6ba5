package discovery.edge.zstd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ZstdTest {
    private static byte[] some(int seed) {
        var bytes = new byte[seed * 977 % 40_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void many_threads_pack_each_their_own() throws IOException, InterruptedException, ExecutionException {
        var frames = new ArrayList<Future<byte[]>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var seed = 0; seed < 200; seed++) {
                var bytes = some(seed);
                frames.add(threads.submit(() -> Zstd.work(bytes)));
            }
        }
        for (var seed = 0; seed < 200; seed++) {
            assertArrayEquals(some(seed), Zstd.worked(frames.get(seed).get()));
        }
    }

    @Test
    void a_frame_of_a_stream_is_read() throws IOException {
        var frame = new ByteArrayOutputStream();
        try (var out = Zstd.packing(frame, Zstd.WORK)) {
            out.write(some(7));
        }

        assertArrayEquals(some(7), Zstd.worked(frame.toByteArray()));
    }

    @Test
    void a_damaged_frame_is_found_out() {
        var frame = Zstd.work(some(3));
        frame[frame.length / 2] ^= 1;

        assertThrows(IOException.class, () -> Zstd.worked(frame));
    }
}
