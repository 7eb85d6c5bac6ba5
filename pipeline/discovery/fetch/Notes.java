package discovery.fetch;

import java.util.Optional;

/// What a collector remembers from night to night besides observations: texts by key. To lose them costs requests, not
/// correctness. Safe for several threads at once.
public interface Notes {
    Optional<String> note(String key);

    /// Takes the place of what was noted under this key.
    void note(String key, String text);
}
