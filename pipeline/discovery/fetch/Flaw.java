package discovery.fetch;

import discovery.model.ProblemKind;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What can be wrong with a file; its word is the rule id in `Field.FLAWS`. For skills it is what the reference
/// validator of Agent Skills objects to (agentskills/agentskills: skills-ref/validator.py, parser.py).
public enum Flaw {
    EMPTY(ProblemKind.FILE_EMPTY, "holds no text"),
    LINK_BROKEN(ProblemKind.SYMBOLIC_LINK, "is a symbolic link to no file of its repository that can be read"),
    NOT_UTF8(ProblemKind.NOT_UTF8, "holds bytes that are not UTF-8"),
    BYTE_ORDER_MARK("begins with a byte order mark"),
    FRONT_MATTER_MISSING(ProblemKind.NO_FRONT_MATTER, "does not begin with front matter between two lines `---`"),
    FRONT_MATTER_NOT_FIRST("has something before its front matter"),
    FRONT_MATTER_DASHES("has `---` inside its front matter, where the reference parser ends it"),
    YAML_INVALID(ProblemKind.INVALID_YAML, "its front matter is not YAML"),
    YAML_NOT_STRICT("its front matter has brackets, anchors, tags or a key twice, which strict YAML lacks"),
    JSON_INVALID(ProblemKind.INVALID_JSON, "is not JSON"),
    SHAPE_INVALID(ProblemKind.INVALID_SHAPE, "is well-formed, but not what its format asks for"),
    NAME_MISSING(ProblemKind.NAME_MISSING, "has no `name`"),
    NAME_INVALID("its `name` is not made of lower-case letters, digits and single hyphens"),
    NAME_TOO_LONG("its `name` is longer than 64 characters"),
    NAME_DIFFERS_FROM_FOLDER("its `name` is not that of its folder"),
    DESCRIPTION_MISSING(ProblemKind.DESCRIPTION_MISSING, "has no `description`"),
    DESCRIPTION_TOO_LONG("its `description` is longer than 1,024 characters"),
    COMPATIBILITY_TOO_LONG("its `compatibility` is longer than 500 characters"),
    COMPATIBILITY_INVALID("its `compatibility` is not a text"),
    ALLOWED_TOOLS_INVALID("its `allowed-tools` is neither a text nor a list of texts"),
    UNKNOWN_KEY("its front matter has keys that the specification does not know"),
    NAME_RESERVED("its `name` is one that Claude Code keeps for its maker's own marketplaces"),
    PLUGIN_TWICE("lists two plugins of one name, which Claude Code does not load");

    private final Optional<ProblemKind> problem;
    private final String sentence;

    Flaw(String sentence) {
        this.problem = Optional.empty();
        this.sentence = sentence;
    }

    Flaw(ProblemKind problem, String sentence) {
        this.problem = Optional.of(problem);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    /// The problem that the file's author should hear of; empty for flaws with which every client loads the file.
    Optional<ProblemKind> problem() {
        return problem;
    }

    /// The words of these flaws, in the declared order.
    static List<String> words(Collection<Flaw> flaws) {
        return flaws.stream().distinct().sorted().map(Flaw::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
