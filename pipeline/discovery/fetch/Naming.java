package discovery.fetch;

import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.model.Config;
import discovery.model.Field;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;

/// Asks one source what it names. Nothing is known of the named repositories yet, except those of the configuration.
final class Naming {
    private static final int TOPICS_LEFT_OUT = 5;

    private final Pending.Known known;
    private final LocalFolders folders;
    private final Documents documents;
    private final Slices slices;
    private final CodeSlices codeSlices;
    private final ListNaming lists;
    private final RegistryNaming registries;
    private final PortalNaming portals;
    private final Progress progress;

    /// @param known the repositories that the configuration names
    Naming(
            Forge forge, Web web, Documents documents, LocalFolders folders, Notes notes,
            Map<String, String> environment, LocalDate today, Pending.Known known, Progress progress) {
        this.known = known;
        this.folders = folders;
        this.documents = documents;
        this.progress = progress;
        this.slices = new Slices(forge, notes, today);
        this.codeSlices = new CodeSlices(forge, notes, today);
        this.lists = new ListNaming(forge, documents, slices, known, progress);
        this.registries = new RegistryNaming(web, documents, notes, environment, today, progress);
        this.portals = new PortalNaming(web, documents, notes, environment, today, progress);
    }

    Answer<Named> name(Config.Source source) {
        return switch (source.kind()) {
            case GITHUB_TOPICS -> topics(source);
            case GITHUB_CODE -> code(source);
            case GITHUB_REPOSITORIES, MARKETPLACES -> new Found<>(Named.of(
                    List.of(new NamedRepositories(source.id(), source.repositories(), source.of(), true)), List.of()));
            case LIST -> lists.name(source);
            case MCP_REGISTRY -> registries.name(source);
            case DOCKER_REGISTRY -> DockerCatalogue.name(source, known, lists, documents);
            case GLAMA, CLAUDE_PLUGINS, SKILLSMP -> portals.name(source);
            case PACKS -> packs(source);
            case DIRECTORY -> new Found<>(new Named(List.of(), List.of(), List.of(), source.paths()));
            case DECLARED -> new Failed<>("it offers programs no way to read it");
        };
    }

    /// Each topic's search leaves out repositories that an earlier one has, as far as GitHub takes that many words.
    private Answer<Named> topics(Config.Source source) {
        var found = new LinkedHashMap<Long, Repository>();
        var problems = new ArrayList<Problem>();
        for (var i = 0; i < source.topics().size(); i++) {
            var topic = source.topics().get(i);
            var answer = slices.of(topic, "", source.topics().subList(0, Math.min(i, TOPICS_LEFT_OUT)),
                    source.every());
            if (!(answer instanceof Found<Slices.Sliced>(var sliced))) {
                return answer.refused("the search for topic `%s`".formatted(topic));
            }
            if (!sliced.whole()) {
                problems.add(new Problem(ProblemKind.BOUND_REACHED, source.id(), "topic:" + topic,
                        "has days on which more repositories were made than a search lists"));
            }
            sliced.repositories().forEach(repository -> found.putIfAbsent(repository.number(), repository));
            progress.reached(source.id(), found.size(), OptionalLong.empty());
        }
        return new Found<>(named(source, found, problems));
    }

    private static Named named(Config.Source source, Map<Long, Repository> found, List<Problem> problems) {
        var kept = found.values().stream()
                .sorted(Comparator.comparingLong((Repository each) -> -each.facts().number(Field.STARS).orElse(0))
                        .thenComparingLong(Repository::number))
                .limit(source.most() > 0 ? source.most() : Long.MAX_VALUE)
                .toList();
        var names = kept.stream().map(Repository::name).toList();
        return new Named(List.of(new NamedRepositories(source.id(), names, source.of(), false)), kept, problems,
                List.of());
    }

    private Answer<Named> code(Config.Source source) {
        var found = new LinkedHashMap<Long, Repository>();
        var problems = new ArrayList<Problem>();
        for (var query : source.words()) {
            var answer = codeSlices.of(query, source.every());
            if (!(answer instanceof Found<CodeSlices.Sliced>(var sliced))) {
                return answer.refused("the search for files `%s`".formatted(query));
            }
            if (sliced.waiting() > 0) {
                problems.add(new Problem(ProblemKind.POSTPONED, source.id(), query,
                        "%,d slices of this search wait for another night".formatted(sliced.waiting())));
            }
            sliced.repositories().forEach(repository -> found.putIfAbsent(repository.number(), repository));
            progress.reached(source.id(), found.size(), OptionalLong.empty());
        }
        return new Found<>(named(source, found, problems));
    }

    private Answer<Named> packs(Config.Source source) {
        var pending = new ArrayList<Pending>();
        var problems = new ArrayList<Problem>();
        for (var folder : source.paths()) {
            var answer = folders.yaml(folder);
            if (!(answer instanceof Found<SortedMap<String, String>>(var files))) {
                return new Failed<>(answer.sentence());
            }
            files.forEach((file, text) -> {
                var reading = PackFile.read(source.id(), folder + "/" + file, text, documents);
                pending.addAll(reading.pending());
                problems.addAll(reading.problems());
            });
        }
        return new Found<>(Named.of(pending, problems));
    }
}
