package discovery.edge.fuzz;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.parse.Parsers;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Collector;
import discovery.fetch.Content;
import discovery.fetch.FetchFailedException;
import discovery.fetch.Forge;
import discovery.fetch.LocalFolders;
import discovery.fetch.Notes;
import discovery.fetch.Repository;
import discovery.fetch.Shelf;
import discovery.fetch.Shrinking;
import discovery.fetch.Sink;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import discovery.fetch.Walks;
import discovery.fetch.Web;
import discovery.model.Config;
import discovery.model.Facts;
import discovery.model.Observation;
import discovery.model.Problem;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One source's night in a world whose every document is the same foreign text.
final class ForeignNight implements Forge, Web {
    /// Pages after which the world ends: a page may name itself as the next for ever.
    private static final int PAGES = 4;
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private final Content content;
    private final List<TreeFile> files;
    private final AtomicInteger asked = new AtomicInteger();

    private ForeignNight(String text, int size, String path) {
        this.content = new Content(text, "0".repeat(64), size, true);
        this.files = List.of(new TreeFile(path, "100644", "0".repeat(40), size));
    }

    /// @param kind of the source
    /// @param path of the one file that each repository has
    /// @return how many observations it made
    static int read(String kind, String path, String text, int size) throws IOException {
        var world = new ForeignNight(text, size, path);
        try {
            var config = Json.read("""
                    {"schema": 1, "sources": [{"id": "s", "kind": "%s", "repositories": ["o/n"],
                     "endpoint": "https://example.invalid"}]}""".formatted(kind), Config.class);
            var seen = new AtomicInteger();
            var sink = new Sink() {
                @Override
                public void observation(String key, String line) {
                    seen.incrementAndGet();
                }

                @Override
                public void problem(Problem problem) {
                    // That there is one is what is asked of a parser.
                }
            };
            new Collector(world, world, new Parsers(), new NoFolders(), new Forgetful(), new NoNotes(), new NoWalks(),
                    Shrinking.FREELY, Map.of(), DAY).collect(config, Set.of(), sink, (what, done, total) -> {});
            return seen.get();
        } catch (FetchFailedException | MalformedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Answer<Content> get(String address, SortedMap<String, String> query, int most) {
        return asked.incrementAndGet() > PAGES ? new Failed<>("there are no more pages") : new Found<>(content);
    }

    @Override
    public Answer<Hits> search(Search search) {
        return new Found<>(new Hits(0, List.of()));
    }

    @Override
    public Answer<Hits> searchCode(CodeSearch search) {
        return new Found<>(new Hits(0, List.of()));
    }

    @Override
    public Map<String, Answer<Repository>> look(Collection<String> names) {
        var answers = new TreeMap<String, Answer<Repository>>();
        for (var name : names) {
            answers.put(name, new Found<>(
                    new Repository(1 + Math.floorMod(name.hashCode(), 1000), name, "main", "0".repeat(40),
                            Facts.NONE)));
        }
        return answers;
    }

    @Override
    public Answer<Tree> tree(Repository repository) {
        return new Found<>(new Tree("0".repeat(40), files, false));
    }

    @Override
    public void read(
            Repository repository, Tree tree, List<TreeFile> wanted, BiConsumer<TreeFile, Answer<Content>> each) {
        wanted.forEach(file -> each.accept(file, new Found<>(content)));
    }

    private static final class NoFolders implements LocalFolders {
        @Override
        public Answer<SortedMap<String, String>> yaml(String folder) {
            return new Found<>(new TreeMap<>());
        }

        @Override
        public Forge forge(String folder, String name) {
            return new ForeignNight("", 0, "x");
        }
    }

    private static final class Forgetful implements Shelf {
        @Override
        public Optional<LocalDate> day(String source) {
            return Optional.empty();
        }

        @Override
        public void last(String source, Consumer<Observation> each) {
            // There was no night before.
        }

        @Override
        public void put(String source, String line) {
            // Nor will there be one after.
        }

        @Override
        public void keep(String source, LocalDate day) {
            // The same.
        }
    }

    private static final class NoNotes implements Notes {
        @Override
        public Optional<String> note(String key) {
            return Optional.empty();
        }

        @Override
        public void note(String key, String text) {
            // Nobody reads it again.
        }
    }

    private static final class NoWalks implements Walks {
        @Override
        public boolean replay(String walk, String state, Consumer<String> each) {
            return false;
        }

        @Override
        public Recording record(String walk, String state) {
            return new Recording() {
                @Override
                public void line(String line) {
                    // Nobody reads it again.
                }

                @Override
                public void keep() {
                    // The same.
                }
            };
        }
    }
}
