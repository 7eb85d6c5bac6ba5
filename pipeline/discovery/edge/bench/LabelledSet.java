package discovery.edge.bench;

import discovery.score.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The set on which the safety rules are measured: `pipeline/test/golden/safety/`.
public final class LabelledSet {
    private static final String FOLDER = "pipeline/test/golden/safety/";

    /// A text that was written for the set.
    ///
    /// @param severity `high`, `medium`, `low` or `none`
    /// @param rule     what it is an example of; `-` for nothing
    public record Written(String severity, String rule, String reason, String text) {}

    /// A real file, by git's id.
    ///
    /// @param file of the corpus, without its ending: `skills`, `agents`, …
    public record Known(
            String blob, String file, String repository, String path, String severity, String rule, String reason) {}

    private LabelledSet() {}

    /// @param home the repository
    public static List<Written> written(Path home) throws IOException {
        var texts = new ArrayList<Written>();
        for (var block : Files.readString(home.resolve(FOLDER + "written.txt")).split("(?m)^=== ", -1)) {
            var head = block.lines().findFirst().orElse("");
            var words = head.split(" ", 3);
            if (!head.startsWith("#") && words.length == 3) {
                texts.add(new Written(words[0], words[1], words[2].replaceFirst("^\\| ", ""),
                        Examples.spelled(block.substring(head.length() + 1))));
            }
        }
        return texts;
    }

    /// @param home the repository
    public static List<Known> known(Path home) throws IOException {
        try (var lines = Files.lines(home.resolve(FOLDER + "corpus.tsv"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Known(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]))
                    .toList();
        }
    }
}
