package discovery.model;

/// Where a thing lives, pinned.
///
/// @param repository GitHub's number of the repository, which survives renames; 0 where it is not on GitHub
/// @param name       `owner/name` as spelled when it was read; empty where it is not on GitHub
/// @param path       the file or folder inside the repository, empty for its root; where there is no repository, the
///                   name that its registry knows it by
/// @param commit     commit id at which it was read, 40 hex digits, or empty
/// @param blob       git's id of the file, 40 hex digits, or empty
public record Place(long repository, String name, String path, String commit, String blob) {
    /// A repository as a whole.
    public static Place of(long repository, String name) {
        return new Place(repository, name, "", "", "");
    }

    /// A thing that only a registry (or this index) knows.
    public static Place named(String name) {
        return new Place(0, "", name, "", "");
    }

    public String owner() {
        var slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /// The repository's own name, without its owner.
    public String project() {
        return name.substring(name.indexOf('/') + 1);
    }

    /// `owner/name/path`, for people and problems.
    @Override
    public String toString() {
        return name.isEmpty() || path.isEmpty() ? name + path : name + "/" + path;
    }
}
