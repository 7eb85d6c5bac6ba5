package discovery.edge.cli;

import java.io.IOException;

/// A gate or a verification said no; nothing was changed. Ends the program with exit code 3.
public final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    public Refused(String sentence) {
        super(sentence);
    }
}
