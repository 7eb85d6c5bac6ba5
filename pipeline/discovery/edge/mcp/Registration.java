package discovery.edge.mcp;

import discovery.edge.cli.ClientOptions;
import discovery.edge.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Tells clients of the MCP server.
final class Registration {
    static final String NAME = "skill-index";

    private Registration() {}

    /// How a client starts it: as this program was started.
    static Map<String, Object> launch(ClientOptions options) {
        var words = new ArrayList<String>();
        var repository = Optional.ofNullable(System.getenv("SKILL_INDEX_HOME")).map(Path::of)
                .filter(folder -> Files.isExecutable(folder.resolve("scripts/jbang")));
        if (repository.isPresent()) {
            words.add(repository.get().resolve("scripts/jbang").toString());
            words.add(repository.get().resolve("pipeline/discover.java").toString());
        } else {
            words.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
            words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            words.addAll(List.of("-cp", System.getProperty("java.class.path", ""), "discover"));
        }
        words.addAll(List.of("mcp", "--home", options.home().toAbsolutePath().toString()));
        options.from().ifPresent(from -> words.addAll(List.of("--from", from)));
        options.root().ifPresent(root -> words.addAll(List.of("--root", root.toAbsolutePath().toString())));
        var launch = new LinkedHashMap<String, Object>();
        launch.put("type", "stdio");
        launch.put("command", words.getFirst());
        launch.put("args", words.subList(1, words.size()));
        // A short start matters more here than the last speed: 1.2 s of CPU to the first answer, not 2.0 s.
        launch.put("env", Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"));
        return launch;
    }

    /// Adds it to Claude Code, if that is here, and shows the JSON for all others.
    static int add(ClientOptions options, PrintStream out) throws IOException {
        var launch = launch(options);
        out.print(Json.pretty(Map.of("mcpServers", Map.of(NAME, launch))));
        if (claude("mcp", "add-json", "--scope", "user", NAME, Json.line(launch))) {
            System.err.println("Claude Code has it now; other clients take the JSON above.");
        } else {
            System.err.println("There is no Claude Code on the PATH; put the JSON above where your client reads it.");
        }
        return 0;
    }

    static int remove() throws IOException {
        if (claude("mcp", "remove", "--scope", "user", NAME)) {
            System.err.println("Claude Code has it no more.");
        } else {
            System.err.println("There is no Claude Code on the PATH; take `%s` out of your client yourself."
                    .formatted(NAME));
        }
        return 0;
    }

    /// @return false when there is no such program
    private static boolean claude(String... words) throws IOException {
        var command = new ArrayList<>(List.of("claude"));
        command.addAll(List.of(words));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException notThere) {
            return false;
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("claude did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("claude ended with exit code %d; see what it said".formatted(process.exitValue()));
        }
        return true;
    }
}
