package discovery.edge.http;

import java.io.IOException;

/// No answer, or none that can be used. The message is one sentence without secrets.
public sealed class WireException extends IOException permits PostponedException {
    private static final long serialVersionUID = 1;

    WireException(String sentence) {
        super(sentence);
    }
}
