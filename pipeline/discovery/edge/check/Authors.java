package discovery.edge.check;

import discovery.edge.cli.ClientOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.json.Json;
import discovery.score.Sarif;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/// The client's answers to authors: `check` and `new`.
public final class Authors {
    private final ClientOptions options;
    private final PrintStream out;

    public Authors(ClientOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /// @return 0, or 3 for a finding of high severity
    public int check() throws IOException {
        if (options.words().size() != 1) {
            throw new WrongUsage("check takes one folder, file or address: discover check .");
        }
        var report = new Checks(System.getenv()).check(options.words().getFirst());
        switch (options.format()) {
            case TEXT -> report.lines().forEach(out::println);
            case JSON -> out.print(Json.pretty(report.tree()));
            case SARIF -> out.print(Json.pretty(Sarif.of(report)));
        }
        return report.isHigh() ? 3 : 0;
    }

    /// @return 0
    public int scaffold() throws IOException {
        if (options.words().size() != 2) {
            throw new WrongUsage("new takes what to make and its name: discover new skill my-skill");
        }
        var written = Scaffold.write(options.words().get(0), options.words().get(1), Path.of(""));
        written.forEach(out::println);
        System.err.println("Fill in the text, then run `discover check %s`.".formatted(
                options.words().get(0).equals("pack") ? written.getFirst() : options.words().get(1)));
        return 0;
    }
}
