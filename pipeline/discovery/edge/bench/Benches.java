package discovery.edge.bench;

import discovery.edge.cli.BenchOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.files.Published;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// All benchmarks by name.
public final class Benches {
    private static final List<Bench> ALL = List.of(
            new NightBench(), new RealNightBench(), new FetchBench(), new JudgeBench(), new FuzzBench(), new OpsBench(),
            new MergeBench(), new EmbedBench(), new SearchBench(), new ClientsBench(), new ReleaseBench(),
            new SiteBench());

    private Benches() {}

    /// Prints figures of the named benchmarks on `out`, and nothing else.
    ///
    /// @param home the repository
    /// @return 0 once all figures are taken, whatever they are
    public static int run(BenchOptions options, Path home, PrintStream out) throws IOException {
        if (options.list()) {
            ALL.forEach(bench -> out.println(bench.name() + ": " + bench.about()));
            return 0;
        }
        if (options.names().isEmpty()) {
            throw new WrongUsage("name a benchmark; --list shows them");
        }
        for (var name : options.names()) {
            var bench = ALL.stream().filter(each -> each.name().equals(name)).findFirst()
                    .orElseThrow(() -> new WrongUsage("there is no benchmark `%s`; --list shows them".formatted(name)));
            var work = Files.createTempDirectory("skill-index-bench-");
            try {
                bench.run(new Setting(home, work, options.scale(), options.seconds()),
                        figure -> out.println(figure.line()));
            } finally {
                if (options.keep()) {
                    System.err.println("kept: " + work);
                } else {
                    Published.delete(work);
                }
            }
        }
        return 0;
    }
}
