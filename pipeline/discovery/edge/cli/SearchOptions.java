package discovery.edge.cli;

import static java.util.stream.Collectors.joining;

import discovery.model.Kind;
import discovery.search.Filters;
import discovery.search.Sort;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The flags of questions. Each filter may be given more than once; any of its values is enough.
public final class SearchOptions {
    @Option(names = "--kind", paramLabel = "KIND", split = ",", description = "only these kinds, such as skill")
    List<String> kinds = List.of();

    @Option(names = "--category", paramLabel = "ID", split = ",", description = "only these categories")
    List<String> categories = List.of();

    @Option(names = "--source", paramLabel = "ID", split = ",", description = "only what these sources saw")
    List<String> sources = List.of();

    @Option(names = "--licence", paramLabel = "SPDX", split = ",", description = "only these licences")
    List<String> licences = List.of();

    @Option(names = "--language", paramLabel = "NAME", split = ",", description = "only these programming languages")
    List<String> languages = List.of();

    @Option(names = "--client", paramLabel = "ID", split = ",",
            description = "only what these accept: claude-code, agent-skills; install: for claude-code, agents, project;"
                    + " json shows what to add by hand")
    List<String> clients = List.of();

    @Option(names = "--safe", description = "nothing with a finding of high severity")
    boolean safe;

    @Option(names = "--copies", description = "copies of other entries, too")
    boolean copies;

    @Option(names = "--sort", paramLabel = "ORDER", defaultValue = "RELEVANCE",
            description = "relevance, score, stars, newest or name (default: relevance)")
    Sort sort = Sort.RELEVANCE;

    @Option(names = "--facets", description = "count the best answers by kind, category, licence, language and source")
    boolean facets;

    @Option(names = "--why", description = "say of each answer what put it there")
    boolean why;

    @Option(names = "--words-only", description = "leave the meaning out: no model is loaded")
    boolean wordsOnly;

    /// @throws WrongUsage if there is no such kind
    public Filters filters() throws WrongUsage {
        for (var kind : kinds) {
            if (Kind.of(kind).isEmpty()) {
                throw new WrongUsage("there is no kind `%s`; there are %s".formatted(kind,
                        Stream.of(Kind.values()).map(Kind::toString).collect(joining(", "))));
            }
        }
        return new Filters(kinds, categories, sources, licences, languages, clients, safe, copies);
    }

    List<String> clients() {
        return clients;
    }

    public Sort sort() {
        return sort;
    }

    public boolean facets() {
        return facets;
    }

    public boolean why() {
        return why;
    }

    public boolean wordsOnly() {
        return wordsOnly;
    }
}
