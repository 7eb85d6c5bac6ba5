package discovery.edge.release;

import java.io.IOException;

/// What came is not what was signed: unlike other failures of reading, a refusal.
public final class AlteredException extends IOException {
    private static final long serialVersionUID = 1L;

    public AlteredException(String finding) {
        super(finding);
    }
}
