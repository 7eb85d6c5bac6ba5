package discovery.model;

/// The most that we keep of foreign text, in UTF-16 units. Everything that is collected is cut to these.
public final class Bounds {
    public static final int NAME = 200;
    public static final int DESCRIPTION = 2_000;
    public static final int WORD = 100;
    public static final int LINE = 500;
    public static final int TEXT = 65_536;
    public static final int LIST = 200;
    public static final int MEMBERS = 2_000;

    private Bounds() {}

    /// The first `most` units of the text; never half of a surrogate pair.
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    static int of(Field field) {
        return switch (field) {
            case NAME, TITLE, VERSION, AUTHOR, MODEL, LICENCE, LANGUAGE -> NAME;
            case DESCRIPTION -> DESCRIPTION;
            case TEXT -> TEXT;
            case FOLDER -> FolderFile.MOST + DESCRIPTION;
            case KEYWORDS, TOPICS, CATEGORIES, TOOLS, EVENTS, STATUS, DEFAULT_BRANCH, SHA256, FLAWS -> WORD;
            case HOMEPAGE, ARGUMENT_HINT, COMMAND_LINES, PACKAGES, REMOTES, MEMBERS, LINK -> LINE;
            case STARS, FORKS, ISSUES, CREATED, PUSHED, ARCHIVED, FORK, SIZE, TEXT_LINE -> WORD;
        };
    }

    static int mostOf(Field field) {
        return field == Field.MEMBERS ? MEMBERS : LIST;
    }
}
