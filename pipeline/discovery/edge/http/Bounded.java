package discovery.edge.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.zip.GZIPInputStream;

/// Takes a body up to a bound; a longer one ends the conversation.
final class Bounded implements BodySubscriber<byte[]> {
    /// More came than was asked for. Asking again would not help.
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1;

        TooLongException(long most) {
            super("the answer is longer than %,d bytes".formatted(most));
        }
    }

    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long most;
    private Optional<Flow.Subscription> source = Optional.empty();

    private Bounded(long most) {
        this.most = most;
    }

    static BodyHandler<byte[]> upTo(long most) {
        return info -> new Bounded(most);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = Optional.of(subscription);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            if (bytes.size() + (long) buffer.remaining() > most) {
                source.ifPresent(Flow.Subscription::cancel);
                body.completeExceptionally(new TooLongException(most));
                return;
            }
            var part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }

    /// What a gzip stream holds, up to a bound.
    static byte[] unzipped(byte[] packed, long most) throws IOException {
        var plain = new ByteArrayOutputStream(Math.min(packed.length * 4, 1 << 20));
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 14)) {
            var buffer = new byte[1 << 14];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (plain.size() + (long) count > most) {
                    throw new TooLongException(most);
                }
                plain.write(buffer, 0, count);
            }
        }
        return plain.toByteArray();
    }
}
