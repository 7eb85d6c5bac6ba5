package discovery.score;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an author does about what a reader of a format objects to: one sentence for each rule id.
public final class Mending {
    private static final Map<String, String> SENTENCES = new TreeMap<>(Map.ofEntries(
            Map.entry("empty", "The file is empty; write what it should say, or delete it."),
            Map.entry("link-broken", "It is a symbolic link that leads nowhere; put the file itself there."),
            Map.entry("not-utf8", "It has bytes that are not UTF-8; save it as UTF-8."),
            Map.entry("byte-order-mark", "It begins with a byte order mark; save it as UTF-8 without one."),
            Map.entry("front-matter-missing",
                    "It has no front matter; begin it with a line `---`, then `name:` and `description:`, then `---`."),
            Map.entry("front-matter-not-first",
                    "Something stands before its front matter; make `---` the first line of the file."),
            Map.entry("front-matter-dashes",
                    "`---` stands inside its front matter, where the reference parser ends it; write it otherwise."),
            Map.entry("yaml-invalid",
                    "Its front matter is not YAML; put values that hold `: `, `[` or `#` between quotation marks."),
            Map.entry("yaml-not-strict",
                    "Its front matter has brackets, anchors, tags or a key twice; write lists line by line with `- `,"
                            + " and each key once."),
            Map.entry("json-invalid", "It is not JSON; mend the place that the problem below names."),
            Map.entry("shape-invalid",
                    "It is well-formed, but has something else where its format asks for a text, a list or an object;"
                            + " compare it with what `discover new` writes."),
            Map.entry("name-missing", "It has no `name`; add one."),
            Map.entry("name-invalid",
                    "Its `name` has other signs than lower-case letters, digits and single hyphens; write it with those."),
            Map.entry("name-too-long", "Its `name` is longer than 64 characters; shorten it."),
            Map.entry("name-differs-from-folder",
                    "Its `name` is not that of its folder; rename the folder or the skill, so that both are the same."),
            Map.entry("description-missing",
                    "It has no `description`; say in one what it does and when to use it."),
            Map.entry("description-too-long",
                    "Its `description` is longer than 1,024 characters; shorten it, and move the rest into the text."),
            Map.entry("compatibility-too-long", "Its `compatibility` is longer than 500 characters; shorten it."),
            Map.entry("compatibility-invalid", "Its `compatibility` is not a text; write it as one."),
            Map.entry("allowed-tools-invalid",
                    "Its `allowed-tools` is neither a text nor a list of texts; write the tools in one line, with spaces"
                            + " between them."),
            Map.entry("unknown-key",
                    "Its front matter has keys that the specification does not know; move them below `metadata:`, as"
                            + " texts, unless a client that you write for asks for them."),
            Map.entry("name-reserved",
                    "Its `name` is one that Claude Code keeps for its maker's own marketplaces; choose another."),
            Map.entry("plugin-twice",
                    "Two of its plugins have one name, with which Claude Code does not load it; rename one.")));

    private Mending() {}

    /// @param rule its id, as verdicts have it
    public static String of(String rule) {
        return Optional.ofNullable(SENTENCES.get(rule)).orElse("A reader objects to it: `" + rule + "`.");
    }
}
