package discovery.edge.github;

import java.io.IOException;

/// GitHub answers, but not with what was asked for.
final class StatusException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    StatusException(int status) {
        super("GitHub answers with status %d".formatted(status));
        this.status = status;
    }

    int status() {
        return status;
    }
}
