package discovery.fetch;

import java.util.OptionalLong;

/// Is told how far the work is, often, from several threads.
public interface Progress {
    /// So much is done.
    ///
    /// @param what  a source's id, or `repositories` and `trees` for work that serves all sources
    /// @param total empty: not known yet
    void reached(String what, long done, OptionalLong total);
}
