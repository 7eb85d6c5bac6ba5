package discovery.fetch;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Where repositories live: GitHub, or a folder that looks like it. Safe for several threads at once. Nothing here
/// throws for what goes wrong outside; that is an `Answer`.
public interface Forge {
    /// As many names as one `look` takes.
    int NAMES = 2_000;
    /// More hits than this are counted, not listed.
    int HITS = 1_000;

    /// Repositories that carry a topic and were made on one of these days.
    ///
    /// @param word    that their name, description or topics hold; empty: any
    /// @param without repositories that carry one of these topics are left out: somebody has them already
    /// @param pushed  the day since which they were pushed to; empty: ever
    record Search(
            String topic, String word, List<String> without, LocalDate from, LocalDate to, Optional<LocalDate> pushed) {
        Search made(LocalDate first, LocalDate last) {
            return new Search(topic, word, without, first, last, pushed);
        }
    }

    /// Repositories that hold files.
    ///
    /// @param query as GitHub's search for code takes it, without a size
    /// @param from  bytes that a file has at least
    /// @param to    bytes that it has at most
    record CodeSearch(String query, long from, long to) {}

    /// What a search found.
    ///
    /// @param total        how many there are
    /// @param repositories all of them; where there are more than `HITS`, none or as many as can be had
    record Hits(long total, List<Repository> repositories) {}

    Answer<Hits> search(Search search);

    /// Where more than `HITS` files are found, they are counted, not listed. Of the repositories number and name are
    /// known.
    Answer<Hits> searchCode(CodeSearch search);

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
