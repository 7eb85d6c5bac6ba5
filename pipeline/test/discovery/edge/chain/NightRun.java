package discovery.edge.chain;

import discovery.edge.files.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A night that is run as a user runs it, in processes of its own, started straight from the compiled classes.
///
/// @param options     of the JVMs
/// @param environment added to this process's own
public record NightRun(List<String> options, Map<String, String> environment) {
    static final Path WORLD = Path.of("pipeline/test/world/world.yaml");
    /// Models that are unpacked once for all tests; the vectors beside them are made anew by each run that says so.
    static final Path CACHE = Path.of("target/test-cache").toAbsolutePath();

    public static NightRun plain() {
        return new NightRun(
                // The last as a stage has it: an archive of classes is for one setting.
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-Xshare:auto", "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED"),
                Map.of("SKILL_INDEX_CACHE", CACHE.toString()));
    }

    NightRun with(String option) {
        var all = new ArrayList<>(options);
        all.add(option);
        return new NightRun(all, environment);
    }

    /// The same runs, each of whose processes writes down the classes that it loads.
    NightRun listing(Path folder) {
        return with("-XX:DumpLoadedClassList=" + folder.resolve("classes-%p.list"));
    }

    /// The same runs from an archive of the classes that were listed: many short processes spend a third of their time in
    /// loading and verifying the same classes (a class-data-sharing archive, JEP 310).
    NightRun archived(Path folder) throws IOException, InterruptedException {
        var classes = new TreeSet<String>();
        try (var lists = Files.newDirectoryStream(folder, "classes-*.list")) {
            for (var list : lists) {
                // The numbers are of one process.
                Files.readAllLines(list).stream().filter(line -> !line.startsWith("#"))
                        .map(line -> line.replaceFirst(" id: .*", "")).forEach(classes::add);
            }
        }
        var list = Files.write(folder.resolve("classes.list"), classes);
        var archive = folder.resolve("classes.jsa");
        var ended = with("-Xshare:dump").with("-XX:SharedClassListFile=" + list)
                .with("-XX:SharedArchiveFile=" + archive).run(folder.resolve("archive"));
        if (ended.code() != 0) {
            throw new IOException("no archive of classes: " + ended.err());
        }
        return with("-XX:SharedArchiveFile=" + archive);
    }

    /// The class path with its folders packed as jars, from which a JVM starts with a sixth less work than from folders.
    private static final class Classes {
        static final String PATH = packed(System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path")));

        private static String packed(String path) {
            return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                    .map(part -> Files.isDirectory(Path.of(part)) ? jar(part) : part)
                    .collect(Collectors.joining(File.pathSeparator));
        }

        private static String jar(String folder) {
            try {
                var jar = Files.createTempFile("classes-", ".jar");
                jar.toFile().deleteOnExit();
                var tool = ToolProvider.findFirst("jar").orElseThrow();
                if (tool.run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", folder, ".") != 0) {
                    throw new IOException("jar failed on " + folder);
                }
                return jar.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// What a run printed, and how it ended.
    public record Ended(int code, String out, String err) {}

    /// How a program is started, for others to start it.
    public List<String> words(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", Classes.PATH));
        command.addAll(List.of(arguments));
        return command;
    }

    Process start(Path log, String... arguments) throws IOException {
        var builder = new ProcessBuilder(words(arguments))
                .redirectOutput(log.resolveSibling(log.getFileName() + ".out").toFile())
                .redirectError(log.resolveSibling(log.getFileName() + ".err").toFile());
        builder.environment().putAll(environment);
        builder.environment().remove("GITHUB_STEP_SUMMARY");
        return builder.start();
    }

    /// Runs a program to its end; ten minutes are more than any of them takes.
    public Ended run(Path log, String... arguments) throws IOException, InterruptedException {
        var process = start(log, arguments);
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("still running after ten minutes: " + String.join(" ", arguments));
        }
        return new Ended(process.exitValue(),
                Files.readString(log.resolveSibling(log.getFileName() + ".out")),
                Files.readString(log.resolveSibling(log.getFileName() + ".err")));
    }

    /// Every file that a night publishes or hands on, by its digest. Logs are about the run, not of the night.
    static SortedMap<String, String> digests(Path out) throws IOException {
        var digests = new TreeMap<String, String>();
        try (var files = Files.walk(out)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = out.relativize(file).toString();
                if (!name.matches("(nights/\\d+/)?(logs/.*|\\.lock|\\.made-site)")) {
                    digests.put(name, Sha256.of(file));
                }
            }
        }
        return digests;
    }

    /// The names of the files that differ, or are on one side only.
    static List<String> differences(Map<String, String> one, Map<String, String> other) {
        var all = new LinkedHashMap<>(one);
        all.putAll(other);
        return all.keySet().stream()
                .filter(name -> !one.getOrDefault(name, "").equals(other.getOrDefault(name, "")))
                .sorted()
                .toList();
    }
}
