package discovery.edge.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A command that is run and measured as a whole, with all processes that it starts.
///
/// @param environment added to this process's own
record Command(Path folder, List<String> words, Map<String, String> environment) {
    /// The two lines that bash's `times` prints: the shell's own, then its children's, as `1m2.345s 0m0.678s`.
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s\\s+(\\d+)m([\\d.]+)s");

    /// @param cpu seconds, user and system, of all processes that have ended
    record Cost(int code, double seconds, double cpu) {}

    /// Runs it to its end. What it prints goes to a file, because stdout is for figures.
    Cost run(Path log) throws IOException {
        var times = Files.createTempFile("bench-", ".times");
        var line = new ArrayList<>(List.of("bash", "-c", "\"$@\"; s=$?; times >\"$TIMES\"; exit $s", "bench"));
        line.addAll(words);
        var builder = new ProcessBuilder(line).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("TIMES", times.toString());
        // A CI that calls the benchmark wants no summary of it.
        builder.environment().remove("GITHUB_STEP_SUMMARY");
        var started = System.nanoTime();
        var process = builder.start();
        try {
            var code = process.waitFor();
            var seconds = (System.nanoTime() - started) / 1e9;
            var cost = new Cost(code, seconds, children(Files.readString(times)));
            Files.delete(times);
            return cost;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static double children(String times) {
        var lines = times.lines().toList();
        var match = TIME.matcher(lines.size() > 1 ? lines.get(1) : "");
        return match.matches()
                ? Integer.parseInt(match.group(1)) * 60 + Double.parseDouble(match.group(2))
                        + Integer.parseInt(match.group(3)) * 60 + Double.parseDouble(match.group(4))
                : 0;
    }
}
