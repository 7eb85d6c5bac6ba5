package discovery.edge.ops;

import discovery.edge.cli.Night;
import discovery.ops.Costs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/// How large the things of a night are.
final class Sizing {
    private Sizing() {}

    /// @return empty where no night was laid out for publishing
    static Optional<Costs.Sizes> of(Path out) throws IOException {
        var published = out.resolve("publish");
        if (!Files.isDirectory(published)) {
            return Optional.empty();
        }
        var deltas =
                total(published.resolve("cdn"), LongStream::sum, ".*\\.delta-.*|.*timestamp\\.json|.*manifest\\.json");
        return Optional.of(new Costs.Sizes(
                total(published.resolve("pages"), LongStream::sum, ".*"),
                total(published.resolve("release-assets"), sizes -> sizes.max().orElse(0), ".*"),
                total(published.resolve("release-assets"), LongStream::sum, ".*"),
                total(published.resolve("cdn"), sizes -> sizes.max().orElse(0), ".*"),
                deltas, total(Night.cache().resolve("fetch"), LongStream::sum, ".*")));
    }

    private static long total(Path folder, ToLongFunction<LongStream> sum, String names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.walk(folder)) {
            var sizes = LongStream.builder();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (String.valueOf(file.getFileName()).matches(names)) {
                    sizes.add(Files.size(file));
                }
            }
            return sum.applyAsLong(sizes.build());
        }
    }
}
