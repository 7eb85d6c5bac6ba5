package discovery.fetch;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// Where repositories live: GitHub, or a folder that looks like it. Safe for several threads at once. Nothing here
/// throws for what goes wrong outside; that is an `Answer`.
public interface Forge {
    /// As many names as one `look` takes.
    int NAMES = 100;
    /// More hits than this are counted, not listed.
    int HITS = 1_000;

    /// Repositories that carry a topic and were made on one of these days.
    ///
    /// @param without repositories that carry one of these topics are left out: somebody has them already
    record Search(String topic, List<String> without, LocalDate from, LocalDate to) {}

    /// What a search found.
    ///
    /// @param total        how many there are
    /// @param repositories all of them; where there are more than `HITS`, none or as many as can be had
    record Hits(long total, List<Repository> repositories) {}

    Answer<Hits> search(Search search);

    /// What these repositories are called now, their numbers and facts, by the names asked for.
    ///
    /// @param names up to `NAMES`, `owner/name` in any letter case; old names of renamed repositories too
    Map<String, Answer<Repository>> look(Collection<String> names);

    /// The files of the default branch.
    Answer<Tree> tree(Repository repository);

    /// Reads files of a tree and hands each over once, in any order, in the calling thread. What is handed over are
    /// the bytes that git knows by the file's id, or a failure.
    void read(Repository repository, Tree tree, List<TreeFile> files, BiConsumer<TreeFile, Answer<Content>> each);
}
