package discovery.fetch;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Command lines as facts: bounded, on one line, without what looks like somebody's secret.
final class CommandLines {
    private static final Pattern SECRET = Pattern.compile(
            "(?:sk-|sk_|ghp_|gho_|ghs_|github_pat_|glpat-|xox[abp]-|AKIA|AIza|eyJ)[A-Za-z0-9_.-]{12,}");
    private static final List<String> THAT_NAME_IT = List.of("-p", "--package", "--from");

    private CommandLines() {}

    static String shown(String line) {
        return Texts.line(SECRET.matcher(line).replaceAll("…"));
    }

    /// The line of a command and its arguments, arguments with spaces in quotes.
    static String of(String command, List<String> arguments) {
        var line = new StringBuilder(command);
        for (var argument : arguments) {
            line.append(' ').append(argument.isEmpty() || argument.matches(".*[\\s\"'].*")
                    ? "'" + argument.replace("'", "'\\''") + "'"
                    : argument);
        }
        return shown(line.toString());
    }

    /// The package that a well-known runner is asked to start: `npm @scope/name 1.2.3`.
    static Optional<String> packageOf(String command, List<String> arguments) {
        var runner = command.replaceFirst("^.*/", "").replaceFirst("(?i)\\.(?:exe|cmd)$", "");
        var kind = switch (runner) {
            case "npx", "bunx", "pnpx" -> "npm";
            case "uvx", "pipx" -> "pypi";
            default -> "";
        };
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        for (var i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (THAT_NAME_IT.contains(argument) && i + 1 < arguments.size()) {
                return named(kind, arguments.get(i + 1));
            }
            if (!argument.startsWith("-") && !argument.equals("run")) {
                return named(kind, argument);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> named(String kind, String text) {
        var cut = kind.equals("npm") ? text.indexOf('@', 1) : text.indexOf("==");
        var name = cut < 0 ? text : text.substring(0, cut);
        var version = cut < 0 ? "" : text.substring(cut + (kind.equals("npm") ? 1 : 2));
        return name.matches("@?[A-Za-z0-9][A-Za-z0-9._/-]*")
                ? Optional.of((kind + " " + name + " " + version).strip())
                : Optional.empty();
    }
}
