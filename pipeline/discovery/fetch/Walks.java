package discovery.fetch;

import java.util.function.Consumer;

/// What the files of repositories said on earlier nights: as long as a repository's commit is the same, so is that. It
/// may be lost at any time, costing work, not correctness. Safe for several threads at once.
public interface Walks {
    /// Hands over the lines that were kept for this walk in this state, in their order.
    ///
    /// @param walk  names it
    /// @param state of what was walked; lines kept for another one are not handed over
    /// @return false: nothing is known, and nothing was handed over
    boolean replay(String walk, String state, Consumer<String> each);

    /// Begins to keep lines; they take the place of those of the same walk in another state.
    Recording record(String walk, String state);

    /// Lines on their way; without a line break in them. For one thread.
    interface Recording {
        void line(String line);

        /// All lines are there. What is not kept is as if it had never been recorded.
        void keep();
    }
}
