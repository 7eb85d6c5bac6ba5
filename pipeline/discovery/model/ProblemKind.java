package discovery.model;

import java.util.Locale;

/// What can be wrong with foreign data. The list is closed, so that problems can be counted and explained.
public enum ProblemKind {
    /// The source did not answer, or not in a form that can be read.
    SOURCE_FAILED,
    /// The source answered with less than it has: its last good data stands.
    SOURCE_SHRUNK,
    /// A repository that a source names is not there.
    REPOSITORY_GONE,
    /// A repository that may not be shown, for legal reasons.
    REPOSITORY_BLOCKED,
    /// A repository that only some may see.
    REPOSITORY_PRIVATE,
    /// A repository without a commit.
    REPOSITORY_EMPTY,
    /// The name of a known repository belongs to another one now.
    REPOSITORY_REPLACED,
    /// A symbolic link that leads to no file of its repository.
    SYMBOLIC_LINK,
    /// What the night's budget or a limit left for another night.
    POSTPONED,
    /// A file that could not be fetched.
    FILE_UNREADABLE,
    FILE_EMPTY,
    FILE_TOO_LARGE,
    /// Bytes that are not UTF-8.
    NOT_UTF8,
    NO_FRONT_MATTER,
    INVALID_YAML,
    INVALID_JSON,
    /// Well-formed, but not what the format asks for.
    INVALID_SHAPE,
    NAME_MISSING,
    DESCRIPTION_MISSING,
    /// A link of a list, a marketplace or a pack that leads nowhere.
    DEAD_LINK,
    /// Two sources say what cannot both be true.
    CONFLICT,
    /// A name that can be taken for another's.
    LOOK_ALIKE,
    /// More than we take.
    BOUND_REACHED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
