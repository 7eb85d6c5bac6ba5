package discovery.edge.client;

import discovery.edge.release.Origin;
import discovery.edge.release.Release;
import discovery.edge.release.WebOrigin;
import discovery.edge.search.Finder;
import discovery.edge.signing.TufRepository;
import discovery.release.Manifest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What `discover health` tells of a home: the index, how fresh it is, the places it comes from, how fast it answers.
final class Health {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SLOW_PLACE_MS = 1_000;
    private static final long SLOW_SEARCH_MS = 500;
    private static final long MEMORY_MB = 500;
    private static final long SLOW_START_MS = 5_000;
    private static final List<String> GROUPS = List.of("Database", "Freshness", "External Services", "Performance");
    private static final int OLD_SOURCE_DAYS = 7;

    private final Home home;
    private final Instant now;
    private final List<Line> lines = new ArrayList<>();
    private Optional<Long> startup = Optional.empty();

    Health(Home home, Instant now) {
        this.home = home;
        this.now = now;
    }

    /// Tells also how long this program took until now, from its start.
    Health started() {
        startup = Optional.of(System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
        return this;
    }

    enum Mark {
        GOOD("✓", "healthy"), WARN("⚠", "degraded"), BAD("✗", "unhealthy");

        private final String sign;
        private final String word;

        Mark(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }
    }

    private record Line(String group, String component, Mark mark, String message, Optional<Long> millis) {}

    /// The whole table.
    record Report(Instant at, List<Line> lines) {
        Mark worst() {
            return lines.stream().map(Line::mark).max(Comparator.naturalOrder()).orElse(Mark.BAD);
        }

        Map<String, Object> toTree() {
            var checks = lines.stream().map(line -> {
                var one = new LinkedHashMap<String, Object>();
                one.put("component", line.component());
                one.put("status", line.mark().word);
                line.millis().ifPresent(millis -> one.put("latency_ms", millis));
                one.put("message", line.message());
                return one;
            }).toList();
            var tree = new LinkedHashMap<String, Object>();
            tree.put("timestamp", at.toString());
            tree.put("overall", worst().word);
            tree.put("checks", checks);
            return tree;
        }

        String toText() {
            var text = new StringBuilder("Health Check Results:\n=====================\n");
            var group = "";
            for (var line : lines) {
                if (!line.group().equals(group)) {
                    group = line.group();
                    text.append('\n').append(group).append(":\n");
                }
                text.append("  ").append(line.mark().sign).append(' ').append(line.component()).append(": ")
                        .append(line.message()).append('\n');
            }
            var warnings = lines.stream().filter(line -> line.mark() == Mark.WARN).count();
            var bad = lines.stream().filter(line -> line.mark() == Mark.BAD).count();
            // A warning is none of the index: it answers.
            return text.append("\nOverall: ").append((bad > 0 ? Mark.BAD : Mark.GOOD).word.toUpperCase(Locale.ROOT))
                    .append(bad > 0 ? " (" + bad + (bad == 1 ? " fault)" : " faults)")
                            : warnings > 0 ? " (" + warnings + (warnings == 1 ? " warning)" : " warnings)") : "")
                    .toString();
        }
    }

    private void add(String group, String component, Mark mark, String message) {
        lines.add(new Line(group, component, mark, message, Optional.empty()));
    }

    Report report() throws IOException {
        var state = State.read(home.index());
        if (home.current().isEmpty()) {
            add("Database", "Index", Mark.BAD, "none yet; run `discover sync --from DIR|URL`");
            return new Report(now, lines);
        }
        var manifest = home.manifest();
        database(manifest, state);
        freshness(manifest, state);
        places(manifest, state);
        performance();
        lines.sort(Comparator.comparing(line -> GROUPS.indexOf(line.group())));
        return new Report(now, lines);
    }

    private void performance() {
        var used = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        add("Performance", "Memory usage", used <= MEMORY_MB ? Mark.GOOD : Mark.WARN, used + " MB (target: <"
                + MEMORY_MB + " MB)");
        startup.ifPresent(millis -> lines.add(new Line("Performance", "Startup time",
                millis <= SLOW_START_MS ? Mark.GOOD : Mark.WARN,
                String.format(Locale.ROOT, "%.1f s (target: <%d s)", millis / 1e3, SLOW_START_MS / 1_000), startup)));
    }

    private void database(Manifest manifest, State state) {
        var group = "Database";
        try (var reader = home.open()) {
            add(group, "SQLite connection", Mark.GOOD, "OK");
            var newest = state.trusted().map(seen -> seen.targets() / 1_000).orElse(manifest.seq());
            var pinned = Settings.of(home.folder()).pinned().isPresent();
            add(group, "Index version", manifest.seq() >= newest || pinned ? Mark.GOOD : Mark.WARN, manifest.version()
                    + (pinned ? " (stays there: index.version)" : manifest.seq() >= newest ? " (up to date)"
                            : " (1.0." + newest + " was seen)"));
            var count = reader.counts().values().stream().mapToLong(Long::longValue).sum();
            add(group, "Entries", count == manifest.stats().total() ? Mark.GOOD : Mark.BAD,
                    String.format(Locale.ROOT, "%,d", count));
            reader.check();
            add(group, "Integrity and FTS5 index", Mark.GOOD, "valid");
            var started = System.nanoTime();
            Finder.byWords(reader, "pdf form", 10);
            var millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            lines.add(new Line("Performance", "Last search latency", millis <= SLOW_SEARCH_MS ? Mark.GOOD : Mark.WARN,
                    millis + " ms (target: <" + SLOW_SEARCH_MS + " ms)", Optional.of(millis)));
        } catch (IOException e) {
            add(group, "SQLite connection", Mark.BAD, String.valueOf(e.getMessage()));
        }
        add(group, "Vectors", Files.exists(home.place(manifest.seq()).resolve(Home.VECTORS)) ? Mark.GOOD : Mark.WARN,
                Files.exists(home.place(manifest.seq()).resolve(Home.VECTORS)) ? "there"
                        : "none: search goes by words only");
    }

    private void freshness(Manifest manifest, State state) {
        var group = "Freshness";
        var late = now.isAfter(manifest.expires());
        var hours = Duration.between(manifest.built(), now).toHours();
        add(group, "Build", late ? Mark.BAD : Mark.GOOD, hours + " hours old" + (late ? "; OUT OF DATE since "
                + manifest.expires() : ""));
        root().ifPresent(warning -> add(group, "Root of trust", Mark.WARN, warning));
        add(group, "Last sync", state.problem().isEmpty() ? Mark.GOOD : Mark.WARN,
                (state.asked().isEmpty() ? "never" : state.asked().replaceFirst("\\.[0-9]+Z$", "Z"))
                        + (state.problem().isEmpty() ? "" : ": " + state.problem()));
        manifest.stats().ages().forEach((source, days) -> {
            if (days > OLD_SOURCE_DAYS) {
                add(group, "Source " + source, Mark.WARN, "its data is " + days + " days old");
            }
        });
    }

    /// What the root that is trusted here says 90 days before it ends.
    private Optional<String> root() {
        try {
            return TufRepository.ending(Files.readAllBytes(home.index().resolve("root.json")), now);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.of("it can't be read; name it again by `discover sync --root FILE`");
        }
    }

    private void places(Manifest manifest, State state) {
        var all = new java.util.LinkedHashSet<>(state.from());
        all.addAll(manifest.mirrors());
        for (var place : all) {
            if (!place.matches("(?i)https?://.*")) {
                continue;
            }
            var started = System.nanoTime();
            try {
                var origin = (WebOrigin) Origin.of(place);
                if (state.waitsFor(origin.host(), now)) {
                    add("External Services", place, Mark.WARN, "left alone until " + state.waits().get(origin.host()));
                    continue;
                }
                origin.within(PATIENCE).upTo(Release.METADATA + "timestamp.json", 16 << 10);
                var millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
                lines.add(new Line("External Services", place, millis <= SLOW_PLACE_MS ? Mark.GOOD : Mark.WARN,
                        (millis <= SLOW_PLACE_MS ? "reachable" : "slow") + " (latency: " + millis + " ms)",
                        Optional.of(millis)));
            } catch (IOException e) {
                add("External Services", place, Mark.WARN, Mirrors.said(e) + "; the index answers without it");
            }
        }
    }
}
