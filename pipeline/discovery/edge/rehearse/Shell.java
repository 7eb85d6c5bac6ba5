package discovery.edge.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Commands as GitHub's runner starts them.
final class Shell {
    /// More than any step of a rehearsal takes.
    private static final int MINUTES = 20;

    private Shell() {}

    /// @param said everything, stdout and stderr as they came
    record Ended(int code, String said) {}

    static void run(Path where, List<String> words) throws IOException {
        var ended = start(new ProcessBuilder(words).directory(where.toFile()));
        if (ended.code() != 0) {
            throw new IOException("%s: %s".formatted(String.join(" ", words), ended.said().strip()));
        }
    }

    /// Runs one command in the shell that the workflows ask for.
    ///
    /// @param says variables; nothing else that a runner or a person may have set for the index reaches it
    static Ended run(Path where, String command, Map<String, String> says) throws IOException {
        var builder = new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command)
                .directory(where.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.matches(
                "(GITHUB|GH|RUNNER|ACTIONS)_.*|SKILL_INDEX_(KEYS.*|HOME|STARTED|REPO.*)|FIRST|EVENT|BUILD|CONFIG|LEDGER|CI"));
        environment.putAll(says);
        return start(builder);
    }

    private static Ended start(ProcessBuilder builder) throws IOException {
        var log = Files.createTempFile("rehearsal-", ".log");
        try {
            var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException("after %d minutes it still runs: %s".formatted(MINUTES, builder.command()));
            }
            return new Ended(process.exitValue(), Files.readString(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
