package discovery.edge.bench;

import java.nio.file.Path;
import java.util.Optional;

/// What a benchmark runs on.
///
/// @param home  the repository
/// @param work  an empty folder, removed afterwards
/// @param seconds how long a benchmark may take that never ends by itself
/// @param scale upper bound for benchmarks that grow; 0: their own
record Setting(Path home, Path work, int scale, int seconds) {
    /// A path or a text from outside; empty where it is not set.
    Optional<String> from(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isBlank());
    }
}
