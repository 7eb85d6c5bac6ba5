package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.model.Facts;
import discovery.model.Observation;
import discovery.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Reads one tree by itself, wherever it lies, as the walk of a night would: for an author's own machine, where there is
/// no GitHub to ask.
///
/// @param observations what its files say
/// @param problems     what is wrong with them
public record Inspection(List<Observation> observations, List<Problem> problems) {
    private static final String SOURCE = "check";

    /// A tree whose files are at hand.
    private record OneTree(Tree tree, Function<TreeFile, Answer<Content>> content) implements Forge {
        @Override
        public Answer<Hits> searchCode(CodeSearch search) {
            return new Answer.Gone<>("nothing is searched here");
        }

        @Override
        public Answer<Hits> search(Search search) {
            return new Gone<>("only this tree is looked at");
        }

        @Override
        public Map<String, Answer<Repository>> look(Collection<String> names) {
            return Map.of();
        }

        @Override
        public Answer<Tree> tree(Repository repository) {
            return new Found<>(tree);
        }

        @Override
        public void read(
                Repository repository, Tree all, List<TreeFile> files, BiConsumer<TreeFile, Answer<Content>> each) {
            files.forEach(file -> each.accept(file, content.apply(file)));
        }
    }

    /// @param repository what the tree is the tree of
    /// @param content    of a file of the tree
    public static Inspection of(
            Repository repository, Tree tree, Function<TreeFile, Answer<Content>> content, Documents documents) {
        var observations = new ArrayList<Observation>();
        var problems = new ArrayList<Problem>();
        new Walker(new OneTree(tree, content), documents).walk(SOURCE, repository, reading -> {
            observations.addAll(reading.observations());
            problems.addAll(reading.problems());
            for (var pending : reading.pending()) {
                var settled = pending.settle(name -> name.equalsIgnoreCase(repository.name())
                        ? new Found<>(repository)
                        : new Gone<>("only this tree is looked at"));
                observations.addAll(settled.observations());
            }
        });
        return new Inspection(List.copyOf(observations), List.copyOf(problems));
    }

    /// A pack's file by itself; whether its members are there is not looked at.
    ///
    /// @param file name of the file, for problems
    public static Inspection ofPack(String file, String text, Documents documents) {
        var reading = PackFile.read(SOURCE, file, text, documents);
        var observations = new ArrayList<>(reading.observations());
        var problems = new ArrayList<>(reading.problems());
        for (var pending : reading.pending()) {
            var settled = pending.settle(name -> new Found<>(new Repository(1, name, "", "", Facts.NONE)));
            observations.addAll(settled.observations());
            problems.addAll(settled.problems());
        }
        return new Inspection(List.copyOf(observations), List.copyOf(problems));
    }
}
