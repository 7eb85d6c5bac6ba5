package discovery.edge.http;

/// Nothing was asked: tonight's budget is spent, or a limit lasts longer than the night waits. Another night may go on.
public final class PostponedException extends WireException {
    private static final long serialVersionUID = 1L;

    PostponedException(String sentence) {
        super(sentence);
    }
}
