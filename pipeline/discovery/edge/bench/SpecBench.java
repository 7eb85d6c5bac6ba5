package discovery.edge.bench;

import discovery.edge.parse.Parsers;
import discovery.fetch.Answer;
import discovery.fetch.Content;
import discovery.fetch.Inspection;
import discovery.fetch.Repository;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// How often our verdict on a skill differs from that of the specification's reference validator.
final class SpecBench {
    private static final String REFERENCE = "pipeline/test/golden/spec/reference.txt";

    private SpecBench() {}

    static void run(Setting setting, Optional<Corpus> corpus, Consumer<Figure> figures) throws IOException {
        if (corpus.isEmpty()) {
            figures.accept(Figure.missing("judge", "spec_disagreements_unexplained", "skills",
                    "BENCH_CORPUS is not set"));
            return;
        }
        var reference = reference(setting.home());
        var count = new TreeMap<String, Integer>();
        try (var files = corpus.get().files("skills")) {
            files.forEach(file -> {
                var theirs = Optional.ofNullable(reference.get(key(file)));
                theirs.ifPresent(rules -> {
                    var ours = flaws(file.repository(), file.path(), file.text());
                    var difference = SpecDifference.of(ours, rules, file.text());
                    count.merge(difference, 1, Integer::sum);
                    if (difference.equals(SpecDifference.UNEXPLAINED)) {
                        System.err.println("unexplained: %s/%s ours %s theirs %s".formatted(
                                file.repository(), file.path(), ours, rules));
                    }
                });
            });
        }
        var compared = count.values().stream().mapToInt(Integer::intValue).sum();
        figures.accept(Figure.of("judge", "spec_disagreements_unexplained",
                count.getOrDefault(SpecDifference.UNEXPLAINED, 0), "skills",
                "%,d skills judged by the reference validator's rules: %s".formatted(compared, count)));
        figures.accept(Figure.of("judge", "spec_compared", compared, "skills", ""));
    }

    /// What the reference validator says of each skill, by the beginning of the digest of its place.
    private static Map<String, Set<String>> reference(Path home) throws IOException {
        var all = new HashMap<String, Set<String>>();
        try (var lines = Files.lines(home.resolve(REFERENCE))) {
            lines.filter(line -> !line.startsWith("#")).forEach(line -> {
                var halves = line.split(": ", 2);
                var rules = halves[0].equals("valid") ? Set.<String>of() : Set.of(halves[0].split(" "));
                for (var key : halves[1].split(" ")) {
                    all.put(key, rules);
                }
            });
        }
        return all;
    }

    private static String key(Corpus.File file) {
        var place = (file.repository() + "/" + file.path()).getBytes(StandardCharsets.UTF_8);
        return discovery.edge.files.Sha256.of(place).substring(0, 10);
    }

    /// The rule ids of what we object to.
    static Set<String> flaws(String repository, String path, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var content = new Content(text, "0".repeat(64), bytes.length, true);
        var tree = new Tree("0".repeat(40), List.of(new TreeFile(path, "100644", "0".repeat(40), bytes.length)), false);
        var seen = Inspection.of(new Repository(1, repository, "", "", Facts.NONE), tree,
                file -> new Answer.Found<>(content), new Parsers());
        return new TreeSet<>(seen.observations().stream()
                .filter(each -> each.kind().equals(Optional.of(Kind.SKILL)))
                .findFirst()
                .map(each -> each.facts().list(Field.FLAWS))
                .orElse(List.of("not-read")));
    }
}
