package discovery.edge.bench;

import discovery.score.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The sets on which the safety rules are measured: `pipeline/test/golden/safety/`.
///
/// @param texts what was written for the set
/// @param files what was found
public record LabelledSet(List<Written> texts, List<Known> files) {
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

    /// The set that was at hand while the rules were written.
    ///
    /// @param home the repository
    public static LabelledSet known(Path home) throws IOException {
        var texts = texts(home.resolve(FOLDER + "written.txt"));
        texts.addAll(texts(home.resolve(FOLDER + "paraphrased.txt")));
        return new LabelledSet(texts, files(home.resolve(FOLDER + "corpus.tsv")));
    }

    /// The set that was not.
    ///
    /// @param home the repository
    public static LabelledSet heldOut(Path home) throws IOException {
        return new LabelledSet(texts(home.resolve(FOLDER + "held-out.txt")),
                files(home.resolve(FOLDER + "held-out.tsv")));
    }

    private static List<Written> texts(Path file) throws IOException {
        var texts = new ArrayList<Written>();
        for (var block : Files.readString(file).split("(?m)^=== ", -1)) {
            var head = block.lines().findFirst().orElse("");
            var words = head.split(" ", 3);
            if (!head.startsWith("#") && words.length == 3) {
                texts.add(new Written(words[0], words[1], words[2].replaceFirst("^\\| ", ""),
                        Examples.spelled(block.substring(head.length() + 1))));
            }
        }
        return texts;
    }

    private static List<Known> files(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Known(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]))
                    .toList();
        }
    }
}
