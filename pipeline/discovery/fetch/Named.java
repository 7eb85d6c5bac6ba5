package discovery.fetch;

import discovery.model.Problem;
import java.util.List;

/// What a source names.
///
/// @param found   repositories with what a search says of them
/// @param folders folders on this machine whose files are read
record Named(List<Pending> pending, List<Repository> found, List<Problem> problems, List<String> folders) {
    Named {
        pending = List.copyOf(pending);
        found = List.copyOf(found);
        problems = List.copyOf(problems);
        folders = List.copyOf(folders);
    }

    static Named of(List<Pending> pending, List<Problem> problems) {
        return new Named(pending, List.of(), problems, List.of());
    }

    /// How many things it names.
    long size() {
        return pending.stream().mapToLong(each -> Math.max(1, each.names().size())).sum();
    }
}
