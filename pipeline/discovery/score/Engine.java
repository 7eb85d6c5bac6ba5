package discovery.score;

import java.util.OptionalInt;

/// Regular expressions whose search takes time in proportion to the text, whatever the text: foreign text chooses what
/// is searched, so an engine that backtracks would let it choose how long.
@FunctionalInterface
public interface Engine {
    /// One expression made ready. Safe for several threads.
    @FunctionalInterface
    interface Search {
        /// Where the first match begins; empty: there is none.
        OptionalInt first(CharSequence text);
    }

    /// Case is set aside; `^` and `$` stand for the ends of lines.
    ///
    /// @throws IllegalArgumentException for a text that is no expression
    Search compile(String expression);
}
