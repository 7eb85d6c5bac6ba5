package discovery.edge.client;

import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `config/settings.json`: what the user has settled. Unknown keys of a newer program are kept.
public final class Settings {
    /// What can be set → what it may be, as a pattern and in words.
    private static final Map<String, List<String>> KNOWN = new TreeMap<>(Map.of(
            "index.url", List.of("\\S+(,\\S+)*", "where releases are: folders or https addresses, with commas"),
            "index.version", List.of("latest|1\\.0\\.[1-9][0-9]{0,9}", "latest, or a version to stay at, as 1.0.12"),
            "index.channel", List.of("latest|next", "latest, or next for builds that are still tried out"),
            "index.vectors", List.of("true|false", "false: do without search by meaning, and its download"),
            "index.hours", List.of("[1-9][0-9]{0,2}", "hours between two syncs that are made by themselves")));
    private static final Map<String, String> DEFAULTS = Map.of("index.version", "latest", "index.channel", "latest",
            "index.vectors", "true", "index.hours", "24");

    private final Path file;
    private final SortedMap<String, Object> values;

    private Settings(Path file, SortedMap<String, Object> values) {
        this.file = file;
        this.values = values;
    }

    static Settings of(Path home) throws IOException {
        var file = home.resolve("config").resolve("settings.json");
        var values = new TreeMap<String, Object>();
        if (Files.exists(file)) {
            if (!(Json.parse(Files.readString(file)) instanceof Map<?, ?> map)) {
                throw new IOException("%s is no object; mend it or remove it".formatted(file));
            }
            map.forEach((key, value) -> values.put(String.valueOf(key), Optional.ofNullable(value).orElse("")));
        }
        return new Settings(file, values);
    }

    /// The value, the default where none is set.
    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key)).map(String::valueOf)
                .filter(value -> !KNOWN.containsKey(key) || value.matches(rule(key)))
                .or(() -> Optional.ofNullable(DEFAULTS.get(key)));
    }

    /// The value of a setting that there is.
    Optional<String> asked(String key) throws WrongUsage {
        known(key);
        return get(key);
    }

    /// The version to stay at.
    Optional<Long> pinned() {
        return get("index.version").filter(version -> !version.equals("latest"))
                .map(version -> Long.parseLong(version.substring(version.lastIndexOf('.') + 1)));
    }

    void set(String key, String value) throws IOException {
        var known = known(key);
        if (!value.matches(known.getFirst())) {
            throw new WrongUsage("`%s` can't be `%s`: %s".formatted(key, value, known.get(1)));
        }
        values.put(key, value);
        write();
    }

    void unset(String key) throws IOException {
        values.remove(key);
        write();
    }

    private static List<String> known(String key) throws WrongUsage {
        return Optional.ofNullable(KNOWN.get(key)).orElseThrow(() -> new WrongUsage(
                "there is no setting `%s`, only %s".formatted(key, String.join(", ", KNOWN.keySet()))));
    }

    private void write() throws IOException {
        Published.file(file, Json.pretty(values).getBytes(StandardCharsets.UTF_8));
    }

    private static String rule(String key) {
        return Optional.ofNullable(KNOWN.get(key)).orElseThrow().get(0);
    }

    /// All settings with their values, the defaults among them.
    SortedMap<String, String> all() {
        var all = new TreeMap<String, String>();
        KNOWN.keySet().forEach(key -> all.put(key, get(key).orElse("")));
        return all;
    }
}
