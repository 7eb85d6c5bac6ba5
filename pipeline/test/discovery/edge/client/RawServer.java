package discovery.edge.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/// A server that keeps to no protocol: it says the head, and then its bytes again and again, or waits.
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;

    /// @param pause milliseconds between two pieces of the body
    RawServer(String head, byte[] piece, long pause) throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!socket.isClosed()) {
                try {
                    var connection = socket.accept();
                    Thread.ofVirtual().start(() -> {
                        try (connection) {
                            connection.getInputStream().read(new byte[8_192]);
                            var out = connection.getOutputStream();
                            out.write(head.getBytes(StandardCharsets.US_ASCII));
                            while (!socket.isClosed()) {
                                out.write(piece);
                                out.flush();
                                Thread.sleep(pause);
                            }
                        } catch (IOException | InterruptedException gone) {
                            // The client has had enough, which is what is tested.
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    String url() {
        return "http://127.0.0.1:%d/".formatted(socket.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
