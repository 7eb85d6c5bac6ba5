package discovery.edge.release;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;

/// A host refuses to answer now. To ask again before the time is over would only make it worse.
public final class WaitException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Duration wait;

    WaitException(String sentence, Duration wait) {
        super(sentence);
        this.wait = wait;
    }

    public Duration duration() {
        return wait;
    }
}
