package discovery.edge.cli;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.model.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `OUT/logs/night.jsonl`: what happened, a JSON object a line, for programs. Every line has `time`, `level` (`info`,
/// `warn`, `error`), `run`, `stage` and `event`; a stage's end has `seconds` and counts, a problem its `kind` and count, a
/// source its state and how many things it named. No secret is in it and no control character, and every text is cut.
///
/// @param run     of GitHub Actions and its attempt; else the night's instant
/// @param secrets values that must not be in it
record Journal(Path out, String run, String stage, List<String> secrets) {
    private static final String SECRET = ".*(?:TOKEN|KEYS?|SECRET|SEED|PASSWORD)(?:_.*)?";
    private static final int SHORTEST = 8;

    static Journal of(Path out, String stage, String night, Map<String, String> environment) {
        var run = Optional.ofNullable(environment.get("GITHUB_RUN_ID")).filter(id -> !id.isBlank())
                .map(id -> id + "-" + environment.getOrDefault("GITHUB_RUN_ATTEMPT", "1")).orElse(night);
        var secrets = new ArrayList<String>();
        environment.forEach((name, value) -> {
            if (name.matches(SECRET)) {
                value.lines().map(String::strip).filter(line -> line.length() >= SHORTEST).forEach(secrets::add);
            }
        });
        return new Journal(out, run, stage, List.copyOf(secrets));
    }

    void ended(StageFile file, Usage usage) throws IOException {
        for (var problem : file.problems().entrySet()) {
            append("warn", "problem", Map.of("kind", problem.getKey(), "count", problem.getValue()));
        }
        for (var source : sources()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("source", String.valueOf(source.get("id")));
            fields.put("state", String.valueOf(source.get("state")));
            fields.put("things", Optional.ofNullable(source.get("things")).orElse(0L));
            append("fresh off".contains(String.valueOf(source.get("state"))) ? "info" : "warn", "source", fields);
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("seconds", usage.seconds());
        fields.put("cpu", usage.cpu());
        fields.put("in", usage.in());
        fields.put("out", usage.out());
        fields.put("bytes", usage.bytes());
        fields.put("problems", usage.problems().values().stream().mapToLong(Long::longValue).sum());
        file.refused().ifPresent(why -> fields.put("said", why));
        append(file.refused().isPresent() ? "error" : "info", file.refused().isPresent() ? "refused" : "done", fields);
    }

    void failed(Exception cause) {
        try {
            append("error", "failed", Map.of("said", Optional.ofNullable(cause.getMessage())
                    .orElse(cause.getClass().getSimpleName())));
        } catch (IOException full) {
            cause.addSuppressed(full);
        }
    }

    /// What a stage that reads sources leaves behind of each.
    private List<Map<?, ?>> sources() throws IOException {
        var file = out.resolve(stage).resolve("sources.json");
        var sources = new ArrayList<Map<?, ?>>();
        try {
            if (Files.exists(file) && Json.parse(Files.readString(file)) instanceof List<?> all) {
                all.forEach(each -> {
                    if (each instanceof Map<?, ?> source) {
                        sources.add(source);
                    }
                });
            }
        } catch (MalformedException e) {
            throw new IOException(file + e.place(), e);
        }
        return sources;
    }

    private void append(String level, String event, Map<String, Object> more) throws IOException {
        var line = new LinkedHashMap<String, Object>();
        line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level);
        line.put("run", run);
        line.put("stage", stage);
        line.put("event", event);
        more.forEach((name, value) -> line.put(name, value instanceof String text ? clean(text) : value));
        var file = out.resolve("logs").resolve("night.jsonl");
        Files.createDirectories(out.resolve("logs"));
        Files.writeString(file, Json.line(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private String clean(String text) {
        var clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
        for (var secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        return Bounds.cut(clean, Bounds.LINE);
    }
}
