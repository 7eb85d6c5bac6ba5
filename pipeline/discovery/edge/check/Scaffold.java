package discovery.edge.check;

import discovery.edge.cli.WrongUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the files that a new thing needs; `check` passes them as they are.
public final class Scaffold {
    private Scaffold() {}

    /// @param kind   `skill`, `plugin`, `marketplace` or `pack`
    /// @param name   kebab-case, at most 64 letters
    /// @param folder where the new folder (of a pack: the file) is to be
    /// @return what was written, in the order of the names
    public static List<Path> write(String kind, String name, Path folder) throws IOException {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.length() > 64) {
            throw new WrongUsage("`%s` is no name: use lower-case letters, digits and single hyphens, at most 64"
                    .formatted(name));
        }
        var templates = switch (kind) {
            case "skill" -> Map.of(name + "/SKILL.md", "skill.md", name + "/LICENSE", "licence.txt");
            case "plugin" -> plugin(name + "/", name);
            case "marketplace" -> {
                var all = new LinkedHashMap<>(plugin(name + "/plugins/" + name + "-first/", name + "-first"));
                all.remove(name + "/plugins/" + name + "-first/LICENSE");
                all.put(name + "/.claude-plugin/marketplace.json", "marketplace.json");
                all.put(name + "/LICENSE", "licence.txt");
                yield all;
            }
            case "pack" -> Map.of(name + ".yaml", "pack.yaml");
            default -> throw new WrongUsage("`%s` can't be made: use skill, plugin, marketplace or pack"
                    .formatted(kind));
        };
        var top = folder.resolve(kind.equals("pack") ? name + ".yaml" : name);
        if (java.nio.file.Files.exists(top)) {
            throw new WrongUsage("%s is there already; nothing was changed".formatted(top));
        }
        var written = templates.keySet().stream().sorted().map(folder::resolve).toList();
        for (var file : written) {
            var path = folder.relativize(file).toString().replace('\\', '/');
            var own = path.contains("/" + name + "-first/") ? name + "-first" : name;
            var text = Resources.text("templates/" + templates.get(path));
            java.nio.file.Files.createDirectories(file.toAbsolutePath().getParent());
            java.nio.file.Files.writeString(file, text.replace("{{name}}", own).replace("{{title}}", title(own)));
        }
        return written;
    }

    private static Map<String, String> plugin(String at, String name) {
        return Map.of(at + ".claude-plugin/plugin.json", "plugin.json",
                at + "README.md", "plugin-readme.md",
                at + "skills/" + name + "/SKILL.md", "skill.md",
                at + "LICENSE", "licence.txt");
    }

    private static String title(String name) {
        return Stream.of(name.split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
