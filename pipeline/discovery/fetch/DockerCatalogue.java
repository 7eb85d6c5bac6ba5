package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.model.Config;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Docker's catalogue of MCP servers: `servers/NAME/server.yaml` (docker/mcp-registry: CONTRIBUTING.md), each with the
/// repository, folder and commit that Docker built its image from.
final class DockerCatalogue {
    private static final List<String> FILES = List.of("servers/*/server.yaml");

    private DockerCatalogue() {}

    static Answer<Named> name(
            Config.Source source, Pending.Known known, ListNaming lists, Documents documents) {
        var pending = new ArrayList<Pending>();
        var problems = new ArrayList<Problem>();
        for (var name : source.repositories()) {
            var answer = known.repository(name).then(repository -> lists.texts(
                    source, source.paths().isEmpty() ? FILES : source.paths(), repository, problems));
            if (!(answer instanceof Found<SortedMap<Integer, ListNaming.Text>>(var texts))) {
                return answer.refused(name);
            }
            texts.values().forEach(text -> pending.addAll(read(source.id(), name, text, documents, problems)));
        }
        return new Found<>(Named.of(pending, problems));
    }

    private static List<Pending> read(
            String source, String repository, ListNaming.Text text, Documents documents, List<Problem> problems) {
        var place = repository + "/" + text.file().path();
        var parsed = documents.yaml(text.content().text());
        if (!(parsed instanceof Found<Object>(var value))) {
            problems.add(new Problem(ProblemKind.INVALID_YAML, source, place, parsed.sentence()));
            return List.of();
        }
        var server = new Foreign(value);
        var name = server.text("name").orElse("");
        if (name.isEmpty()) {
            problems.add(new Problem(ProblemKind.NAME_MISSING, source, place, "has no `name`"));
            return List.of();
        }
        var about = server.at("about");
        var meta = server.at("meta");
        var origin = server.at("source");
        var project = origin.text("project").or(() -> origin.text("upstream")).orElse("");
        var folder = origin.text("directory").flatMap(Paths::clean).orElse("");
        var link = GitHubLink.of(project).map(found -> folder.isEmpty()
                ? found
                : new GitHubLink(found.owner(), found.project(), folder));
        var facts = Facts.builder()
                .put(Field.NAME, name)
                .put(Field.TITLE, about.text("title"))
                .put(Field.DESCRIPTION, about.text("description"))
                .put(Field.CATEGORIES, meta.texts("category"))
                .put(Field.KEYWORDS, meta.texts("tags"))
                .put(Field.PACKAGES, server.text("image").map(image -> "oci " + image))
                .put(Field.REMOTES, server.at("remote").text("url"))
                .put(Field.LINK, Optional.of(project).filter(address -> !address.isEmpty() && link.isEmpty()))
                .build();
        return List.of(new ServerDocument.Server(source, place, link, Optional.empty(), facts));
    }
}
