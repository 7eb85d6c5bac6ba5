package discovery.edge.cli;

import java.io.IOException;

/// The arguments ask for what can't be. Ends the program with exit code 2.
public final class WrongUsage extends IOException {
    private static final long serialVersionUID = 1;

    public WrongUsage(String sentence) {
        super(sentence);
    }
}
