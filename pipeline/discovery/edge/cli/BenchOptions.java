package discovery.edge.cli;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The flags of the benchmarks.
public final class BenchOptions {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "benchmarks to run")
    List<String> names = List.of();

    @Option(names = "--list", description = "say which benchmarks there are")
    boolean list;

    @Option(names = "--scale", paramLabel = "N", defaultValue = "0",
            description = "do not go beyond this size, where a benchmark grows")
    int scale;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "20",
            description = "fuzz: how long for each parser; below 60 all of them together (default: ${DEFAULT-VALUE})")
    int seconds;

    @Option(names = "--keep", description = "keep what was made, and say where")
    boolean keep;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "show this help")
    boolean help;

    public List<String> names() {
        return names;
    }

    public boolean list() {
        return list;
    }

    public int scale() {
        return scale;
    }

    public int seconds() {
        return Math.max(1, seconds);
    }

    public boolean keep() {
        return keep;
    }
}
