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

    public boolean keep() {
        return keep;
    }
}
