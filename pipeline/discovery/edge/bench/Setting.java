package discovery.edge.bench;

import java.nio.file.Path;
import java.util.List;
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

    /// The parts that are wanted: all, or those that `BENCH_PARTS` names.
    ///
    /// @throws IllegalArgumentException for a name that is none of them
    List<String> parts(List<String> all) {
        var wanted = from("BENCH_PARTS").map(names -> List.of(names.split(","))).orElse(all);
        wanted.stream().filter(name -> !all.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "BENCH_PARTS: `%s` is none of %s".formatted(name, String.join(", ", all)));
        });
        return wanted;
    }
}
