package discovery.fetch;

import java.util.ArrayDeque;
import java.util.Optional;

/// Paths inside a repository: `/` between segments, no `.` and no `..`, empty for the root.
final class Paths {
    private Paths() {}

    /// The path without `.`, `..` and doubled slashes; empty when it leads out of the repository.
    static Optional<String> clean(String path) {
        var kept = new ArrayDeque<String>();
        for (var segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (kept.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        return Optional.of(String.join("/", kept));
    }
}
