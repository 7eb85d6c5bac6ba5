package discovery.fetch;

import java.util.List;

/// All files of a repository at one commit.
///
/// @param commit    40 hex digits
/// @param truncated true: the repository has more files than could be listed
public record Tree(String commit, List<TreeFile> files, boolean truncated) {
    public Tree {
        files = List.copyOf(files);
    }
}
