package discovery.edge.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/// What a shell needs to complete a command's verbs and flags; made from the flags themselves.
public final class Completion {
    private Completion() {}

    /// A script for `bash`, `zsh` or `fish`.
    ///
    /// @param command picocli's: an object whose annotated fields are its flags
    /// @throws WrongUsage for another shell
    public static String script(String shell, String name, List<String> verbs, Object command)
            throws WrongUsage {
        var flags = new TreeMap<String, String>();
        for (var option : CommandSpec.forAnnotatedObject(command).options()) {
            if (!option.hidden()) {
                flags.put(option.longestName(),
                        String.join(" ", option.description()).replaceAll("[\\[\\]:'\"`$\\\\]", ""));
            }
        }
        return switch (shell.toLowerCase(Locale.ROOT)) {
            case "bash" -> bash(name, verbs, flags);
            case "zsh" -> zsh(name, verbs, flags);
            case "fish" -> fish(name, verbs, flags);
            default -> throw new WrongUsage("completion is for bash, zsh or fish, not `%s`".formatted(shell));
        };
    }

    private static String bash(String name, List<String> verbs, Map<String, String> flags) {
        return """
                # %1$s completion bash > ~/.local/share/bash-completion/completions/%1$s
                _%1$s() {
                    local word=${COMP_WORDS[COMP_CWORD]}
                    if [[ $word == -* ]]; then
                        COMPREPLY=($(compgen -W "%3$s" -- "$word"))
                    elif [ "$COMP_CWORD" = 1 ]; then
                        COMPREPLY=($(compgen -W "%2$s" -- "$word"))
                    fi
                }
                complete -o default -F _%1$s %1$s
                """.formatted(name, String.join(" ", verbs), String.join(" ", flags.keySet()));
    }

    private static String zsh(String name, List<String> verbs, Map<String, String> flags) {
        return """
                #compdef %1$s
                # %1$s completion zsh > a folder of $fpath, as _%1$s
                _arguments \\
                %3$s
                    '1:verb:(%2$s)' '*:words:_files'
                """.formatted(name, String.join(" ", verbs), flags.entrySet().stream()
                .map(flag -> "    '%s[%s]' \\".formatted(flag.getKey(), flag.getValue()))
                .collect(Collectors.joining("\n")));
    }

    private static String fish(String name, List<String> verbs, Map<String, String> flags) {
        return """
                # %1$s completion fish > ~/.config/fish/completions/%1$s.fish
                complete -c %1$s -n __fish_use_subcommand -f -a '%2$s'
                %3$s
                """.formatted(name, String.join(" ", verbs), flags.entrySet().stream()
                .map(flag -> "complete -c %s -l %s -d '%s'".formatted(
                        name, flag.getKey().substring(2), flag.getValue()))
                .collect(Collectors.joining("\n")));
    }
}
