package discovery.fetch;

import discovery.model.Kind;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/// `SKILL.md`. Loads what a lenient client loads; what the specification and its reference validator object to is in
/// the flaws (agentskills/agentskills: docs/specification.mdx; skills-ref/validator.py, lengths in code points).
final class SkillFile {
    private static final Set<String> KEYS =
            Set.of("name", "description", "license", "compatibility", "metadata", "allowed-tools");
    private static final int NAME = 64;
    private static final int DESCRIPTION = 1_024;
    private static final int COMPATIBILITY = 500;

    private SkillFile() {}

    static Reading read(RepositoryFile file, Documents documents) {
        var sheet = Sheet.read(file, documents);
        var flaws = EnumSet.noneOf(Flaw.class);
        flaws.addAll(sheet.flaws());
        if (sheet.hasFields()) {
            flaws.addAll(flaws(file, sheet.fields()));
        }
        return Reading.of(file.observation(Kind.SKILL, sheet.facts(flaws)), sheet.problems(flaws));
    }

    private static Set<Flaw> flaws(RepositoryFile file, Foreign fields) {
        var flaws = EnumSet.noneOf(Flaw.class);
        var name = Normalizer.normalize(fields.text("name").orElse(""), Normalizer.Form.NFKC);
        if (name.isEmpty()) {
            flaws.add(Flaw.NAME_MISSING);
        } else {
            if (points(name) > NAME) {
                flaws.add(Flaw.NAME_TOO_LONG);
            }
            if (!isName(name)) {
                flaws.add(Flaw.NAME_INVALID);
            }
            if (!Normalizer.normalize(folder(file), Normalizer.Form.NFKC).equals(name)) {
                flaws.add(Flaw.NAME_DIFFERS_FROM_FOLDER);
            }
        }
        var description = fields.text("description").orElse("");
        if (description.isEmpty()) {
            flaws.add(Flaw.DESCRIPTION_MISSING);
        } else if (points(description) > DESCRIPTION) {
            flaws.add(Flaw.DESCRIPTION_TOO_LONG);
        }
        if (points(fields.text("compatibility").orElse("")) > COMPATIBILITY) {
            flaws.add(Flaw.COMPATIBILITY_TOO_LONG);
        }
        var compatibility = fields.at("compatibility");
        if (compatibility.isObject() || compatibility.isList()) {
            flaws.add(Flaw.COMPATIBILITY_INVALID);
        }
        var tools = fields.at("allowed-tools");
        if (tools.isObject() || (tools.isList() && tools.items().stream().anyMatch(
                tool -> tool.isObject() || tool.isList()))) {
            flaws.add(Flaw.ALLOWED_TOOLS_INVALID);
        }
        if (!KEYS.containsAll(fields.members().keySet())) {
            flaws.add(Flaw.UNKNOWN_KEY);
        }
        return flaws;
    }

    /// The validator takes letters and digits of every script, as long as none is upper case.
    private static boolean isName(String name) {
        return name.equals(Texts.lower(name)) && !name.startsWith("-") && !name.endsWith("-") && !name.contains("--")
                && name.codePoints().allMatch(point -> point == '-' || Character.isLetterOrDigit(point));
    }

    /// The folder that holds the file; for one at the root the name that a clone of the repository has.
    private static String folder(RepositoryFile file) {
        var path = file.wanted().path();
        return path.isEmpty() ? file.repository().project() : path.substring(path.lastIndexOf('/') + 1);
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }
}
