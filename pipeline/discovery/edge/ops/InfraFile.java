package discovery.edge.ops;

import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.json.Yaml;
import discovery.ops.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;

/// Adds lines to `infra.yaml`, beside a person's own lines and comments.
final class InfraFile {
    private InfraFile() {}

    /// Adds one row to a part of the file. The file is only replaced by one that can be read.
    ///
    /// @param part `servers`, `services` or `routes`
    static void add(Path file, String part, Map<String, String> row) throws IOException {
        var text = "  - { " + row.entrySet().stream().map(each -> each.getKey() + ": " + Json.line(each.getValue()))
                .collect(Collectors.joining(", ")) + " }";
        var lines = new ArrayList<>(Files.readAllLines(file));
        var head = lines.indexOf(part + ":");
        if (head < 0) {
            throw new IOException("%s has no line `%s:`; add it, then try again".formatted(file, part));
        }
        var end = head + 1;
        while (end < lines.size() && lines.get(end).startsWith("  ")) {
            end++;
        }
        lines.add(end, text);
        var bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        var beside = Files.createTempFile("infra-", ".yaml");
        try {
            Files.write(beside, bytes);
            Yaml.read(beside, Topology.class);
        } catch (IOException e) {
            throw new WrongUsage("that can't be added: " + String.valueOf(e.getMessage())
                    .replace(beside.toString(), String.valueOf(file.getFileName())));
        } finally {
            Files.delete(beside);
        }
        Published.file(file, bytes);
    }
}
