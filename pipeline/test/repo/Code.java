package repo;

import java.util.List;
import java.util.regex.Pattern;

/// A Java source without its comments and the insides of its texts, so that what is left are names.
record Code(String text) {
    private static final Pattern SILENT = Pattern.compile("//[^\\n]*+|/\\*[\\s\\S]*?\\*/"
            + "|\"{3}(?:[^\"\\\\]++|\\\\[\\s\\S]|\"(?!\"\"))*+\"{3}"
            + "|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)++'");
    private static final Pattern IMPORT =
            Pattern.compile("^import +((?:static +|module +)?)([\\w.]+(?:\\.\\*)?) *;", Pattern.MULTILINE);

    static Code of(String source) {
        return new Code(SILENT.matcher(source).replaceAll(found -> found.group().startsWith("/") ? " " : "\"\""));
    }

    /// @param kind `static`, `module` or empty
    record Import(String kind, String name) {
        /// The package in which the imported type lies, by the custom that types begin with a capital.
        String packageName() {
            var name = new StringBuilder();
            for (var part : name().split("\\.")) {
                if (Character.isUpperCase(part.charAt(0)) || part.equals("*")) {
                    break;
                }
                name.append(name.isEmpty() ? "" : ".").append(part);
            }
            return name.toString();
        }
    }

    List<Import> imports() {
        return IMPORT.matcher(text).results().map(found -> new Import(found.group(1).strip(), found.group(2))).toList();
    }
}
