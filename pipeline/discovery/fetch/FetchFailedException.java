package discovery.fetch;

/// The night can't stand: a required source gave nothing, and there is no last good data of it. The message is one
/// sentence for the operator.
public final class FetchFailedException extends Exception {
    private static final long serialVersionUID = 1;

    FetchFailedException(String sentence) {
        super(sentence);
    }
}
