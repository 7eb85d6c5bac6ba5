package discovery.edge.install;

import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.install.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What was installed: `installed/ID.json` in the home, and what each replaced in `installed/ID.before/`.
final class Receipts {
    private final Path folder;

    Receipts(Path home) {
        this.folder = home.resolve("installed");
    }

    Path before(String id) {
        return folder.resolve(id + ".before");
    }

    Optional<Receipt> find(String id) throws IOException {
        var file = file(id);
        return Files.exists(file) ? Optional.of(Json.read(Files.readString(file), Receipt.class)) : Optional.empty();
    }

    List<Receipt> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var all = new ArrayList<Receipt>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
                all.add(Json.read(Files.readString(file), Receipt.class));
            }
        }
        return all;
    }

    void keep(Receipt receipt) throws IOException {
        Files.createDirectories(folder);
        Published.file(file(receipt.id()), Json.pretty(receipt).getBytes(StandardCharsets.UTF_8));
    }

    void forget(String id) throws IOException {
        Files.deleteIfExists(file(id));
        if (Files.exists(before(id))) {
            Published.delete(before(id));
        }
    }

    private Path file(String id) {
        if (!id.matches("[a-z-]+\\.[0-9]+\\.[0-9a-z]+")) {
            throw new IllegalArgumentException("`%s` is no id".formatted(id));
        }
        return folder.resolve(id + ".json");
    }

    /// Digests of what a receipt is about, as it is there now.
    static Map<String, String> there(Receipt receipt) throws IOException {
        var there = new TreeMap<String, String>();
        var target = Path.of(receipt.target());
        switch (receipt.way()) {
            case "folder" -> {
                if (Files.isDirectory(target)) {
                    try (Stream<Path> files = Files.walk(target)) {
                        for (var file : files.filter(Files::isRegularFile).toList()) {
                            there.put(target.relativize(file).toString().replace('\\', '/'), Sha256.of(file));
                        }
                    }
                }
            }
            case "file" -> {
                var file = target.resolve(receipt.name());
                if (Files.isRegularFile(file)) {
                    there.put(receipt.name(), Sha256.of(file));
                }
            }
            // What another program keeps for us is asked of that program, not compared here.
            default -> there.putAll(receipt.files());
        }
        return there;
    }
}
