package discovery.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What can be said of a thing. The declared order is the order of fields in every file that we write.
///
/// Every value is a list of texts: one for a single value, several for a list. Numbers are decimal, days ISO 8601,
/// flags `true`; what is not known is left out, never empty or zero.
public enum Field {
    /// The name as the thing itself gives it; may break the rules of its format.
    NAME,
    /// A name for people, where it differs.
    TITLE,
    DESCRIPTION,
    VERSION,
    AUTHOR,
    LICENCE,
    HOMEPAGE,
    /// Main programming language of the repository.
    LANGUAGE,
    /// Words that the author chose: keywords and tags.
    KEYWORDS,
    /// GitHub topics of the repository.
    TOPICS,
    /// Where a list, registry or marketplace files it: headings and categories, in their own words.
    CATEGORIES,
    /// Tools that it asks for (`allowed-tools`, `tools`).
    TOOLS,
    MODEL,
    ARGUMENT_HINT,
    /// Events that a hook listens to.
    EVENTS,
    /// Command lines that it starts (hooks, MCP configurations).
    COMMAND_LINES,
    /// Packages of an MCP server: `npm @scope/name 1.2.3`.
    PACKAGES,
    /// Addresses of a remote MCP server.
    REMOTES,
    /// Life state that a registry gives: `active`, `deprecated`, `deleted`.
    STATUS,
    /// Keys of the things that this one contains (see `Key`).
    MEMBERS,
    /// The address that a source gave, where it is not the repository's own.
    LINK,
    STARS,
    FORKS,
    ISSUES,
    /// Day on which the repository was made.
    CREATED,
    /// Day of the last push to it.
    PUSHED,
    ARCHIVED,
    FORK,
    DEFAULT_BRANCH,
    /// SHA-256 of the file's original bytes, lower-case hex.
    SHA256,
    /// Size of the file's original bytes.
    SIZE,
    /// Verdicts of reading it: rule ids of what was wrong (`name-missing`, `yaml-invalid`, …).
    FLAWS,
    /// The file's text after its front matter, bounded to `Bounds.TEXT` characters.
    TEXT,
    /// Line of its file on which `TEXT` begins, from 1.
    TEXT_LINE,
    /// The files of its folder, where we may hand them on: `FolderFile`.
    FOLDER;

    private static final Map<String, Field> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Field::toString, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The field with this word; empty for any other text.
    public static Optional<Field> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    @Override
    public String toString() {
        return word;
    }
}
