package discovery.edge.bench;

import discovery.edge.cli.Door;
import discovery.edge.fetch.Fetching;
import discovery.model.Stage;

/// What a benchmark starts as a process of its own: the stage `fetch` as `pipeline/fetch.java` runs it, without the time
/// that JBang takes to find it.
public final class StartFetch {
    private StartFetch() {}

    /// @param arguments those of the stage
    public static void main(String... arguments) {
        Door.open(Stage.FETCH, arguments, (night, folder) -> new Fetching(night, folder).run());
    }
}
