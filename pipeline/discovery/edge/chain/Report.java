package discovery.edge.chain;

import discovery.edge.cli.Options;
import discovery.edge.cli.Usage;
import discovery.edge.files.Published;
import discovery.model.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a person reads when a night is over: a table of its stages, and where everything is.
public final class Report {
    private static final List<String> HEAD =
            List.of("stage", "in", "out", "problems", "seconds", "CPU s", "peak MiB", "KB");

    private Report() {}

    /// Prints the table and, after a whole night, where the site, the release and the report are. In GitHub Actions the
    /// table also goes to the step's summary.
    public static void print(Options options, int code) throws IOException {
        var last = new LinkedHashMap<String, Usage>();
        Usage.read(options.out()).forEach(usage -> last.put(usage.stage(), usage));
        var rows = new ArrayList<List<String>>();
        for (var stage : Stage.values()) {
            Optional.ofNullable(last.get(stage.toString())).ifPresent(usage -> rows.add(row(usage)));
        }
        System.out.print(table(rows));
        for (var line : places(options, code)) {
            System.out.println(line);
        }
        var summary = System.getenv("GITHUB_STEP_SUMMARY");
        if (summary != null && !summary.isBlank()) {
            Files.writeString(Path.of(summary), markdown(rows, code), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        Published.file(options.out().resolve("logs").resolve("summary.md"),
                markdown(rows, code).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<String> row(Usage usage) {
        var problems = usage.problems().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        return List.of(usage.stage(), count(usage.in()), count(usage.out()), problems.isEmpty() ? "none" : problems,
                decimal(usage.seconds()), decimal(usage.cpu()), count(usage.peakMib()), count(usage.bytes() / 1024));
    }

    private static String table(List<List<String>> rows) {
        var widths = new int[HEAD.size()];
        Stream.concat(Stream.of(HEAD), rows.stream()).forEach(row -> {
            for (var i = 0; i < widths.length; i++) {
                // Problems come last in print, because they are as long as they are.
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        var text = new StringBuilder();
        Stream.concat(Stream.of(HEAD), rows.stream()).forEach(row -> {
            text.append(pad(row.get(0), -widths[0]));
            for (var i : new int[] {1, 2, 4, 5, 6, 7}) {
                text.append("  ").append(pad(row.get(i), widths[i]));
            }
            text.append("  ").append(row.get(3)).append('\n');
        });
        return text.toString();
    }

    private static String pad(String text, int width) {
        var blanks = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
        return width < 0 ? text + blanks : blanks + text;
    }

    private static String markdown(List<List<String>> rows, int code) {
        var text = new StringBuilder("## Night ").append(code == 0 ? "done" : "stopped with exit code " + code)
                .append("\n\n| ").append(String.join(" | ", HEAD)).append(" |\n|").append(" --- |".repeat(HEAD.size()))
                .append('\n');
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.append('\n').toString();
    }

    private static List<String> places(Options options, int code) {
        var lines = new ArrayList<String>();
        if (code != 0) {
            lines.add("The night stopped. Mend what the last line above says, then run again with --resume.");
            return lines;
        }
        lines.add("");
        place(options, Stage.RENDER, "index.html").ifPresent(file -> lines.add("site:    " + file));
        place(options, Stage.SIGN, "manifest.json").ifPresent(file -> lines.add("release: " + file));
        place(options, Stage.VALIDATE, "report.md").ifPresent(file -> lines.add("report:  " + file));
        Cost.line().ifPresent(lines::add);
        if (Files.exists(Chain.place(options, Stage.RENDER).resolve("index.html"))) {
            lines.add("Look at it: scripts/serve " + Chain.place(options, Stage.RENDER));
        }
        return lines;
    }

    private static Optional<Path> place(Options options, Stage stage, String file) {
        return Optional.of(Chain.place(options, stage).resolve(file)).filter(Files::exists);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
