package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A document about one MCP server: `server.json`, or what a registry answers; the form of today and the snake_case one
/// before September 2025 (modelcontextprotocol/registry: docs/reference/server-json, docs/reference/api).
///
/// A server lives at its repository and subfolder, so that a registry, a list and its own file meet there; without a
/// repository that can be had, under its name. Several servers of one repository are told apart by their names.
final class ServerDocument {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+");
    private static final String OFFICIAL = "io.modelcontextprotocol.registry/official";

    private ServerDocument() {}

    /// A file called `server.json`; nothing when it is about something else.
    ///
    /// @param readme the text of the README beside it, or empty
    static Reading read(RepositoryFile file, String readme, Documents documents) {
        var json = JsonFile.read(file, documents);
        var server = json.content();
        if (!isServer(server)) {
            return Reading.NOTHING;
        }
        var judged = NAME.matcher(server.text("name").orElse("")).matches() ? json : json.with(Flaw.NAME_INVALID);
        var facts = facts(judged.facts(), server).put(Field.TEXT, readme).build();
        return Reading.of(new Server(file.source(), file.repository().name() + "/" + file.path(), repository(server),
                Optional.of(file), facts), judged.problems());
    }

    /// One element of a registry's list.
    static Reading read(String source, String place, Foreign element) {
        var server = element.at("server").isObject() ? element.at("server") : element;
        var name = server.text("name").orElse("");
        if (!NAME.matcher(name).matches()) {
            return Reading.of(new Problem(ProblemKind.INVALID_SHAPE, source, place, name.isEmpty()
                    ? "lists a server without a `name`"
                    : "lists a server whose `name` is not of the form `namespace/name`"));
        }
        var status = element.at("_meta").at(OFFICIAL).text("status").or(() -> server.text("status"));
        var problems = server.has("description")
                ? List.<Problem>of()
                : List.of(new Problem(ProblemKind.DESCRIPTION_MISSING, source, name, "has no `description`"));
        var facts = facts(Facts.builder(), server).put(Field.STATUS, status).build();
        return Reading.of(new Server(source, name, repository(server), Optional.empty(), facts), problems);
    }

    /// True for the newest version of a server, and where nothing tells versions apart.
    static boolean isLatest(Foreign element) {
        return !element.at("_meta").at(OFFICIAL).text("isLatest").equals(Optional.of("false"));
    }

    /// True for what a registry once had.
    static boolean isDeleted(Foreign element) {
        return element.at("_meta").at(OFFICIAL).text("status").or(() -> element.at("server").text("status"))
                .equals(Optional.of("deleted"));
    }

    private static boolean isServer(Foreign document) {
        return document.text("name").isPresent() && (document.at("packages").isList()
                || document.at("remotes").isList() || document.has("version_detail")
                || document.text("$schema").orElse("").contains("modelcontextprotocol"));
    }

    private static Facts.Builder facts(Facts.Builder facts, Foreign server) {
        var repository = server.at("repository").text("url");
        return facts
                .put(Field.NAME, server.text("name"))
                .put(Field.TITLE, server.text("title"))
                .put(Field.DESCRIPTION, server.text("description"))
                .put(Field.VERSION, server.text("version").or(() -> server.at("version_detail").text("version")))
                .put(Field.HOMEPAGE, server.text("websiteUrl").or(() -> server.text("website_url")))
                .put(Field.PACKAGES, packages(server))
                .put(Field.REMOTES, server.at("remotes").items().stream()
                        .flatMap(remote -> remote.text("url").stream())
                        .distinct()
                        .toList())
                .put(Field.LINK, repository.filter(url -> link(server).isEmpty()));
    }

    private static List<String> packages(Foreign server) {
        return server.at("packages").items().stream()
                .flatMap(each -> {
                    var kind = each.text("registryType")
                            .or(() -> each.text("registry_type"))
                            .or(() -> each.text("registry_name"))
                            .orElse("");
                    var name = each.text("identifier").or(() -> each.text("name"));
                    var version = each.text("version").orElse("");
                    return name.map(text -> Texts.line("%s %s %s".formatted(kind, text, version))).stream();
                })
                .distinct()
                .toList();
    }

    private static Optional<GitHubLink> link(Foreign server) {
        var address = server.at("repository").text("url").or(() -> server.text("repository")).orElse("");
        return GitHubLink.of(address)
                .or(() -> server.at("repository").text("source").equals(Optional.of("github"))
                        ? GitHubLink.ofName(address)
                        : Optional.empty());
    }

    /// The repository, with the subfolder that the document gives, or else its address.
    private static Optional<GitHubLink> repository(Foreign server) {
        var folder = server.at("repository").text("subfolder").flatMap(Paths::clean).orElse("");
        return link(server).map(link -> folder.isEmpty() ? link : new GitHubLink(link.owner(), link.project(), folder));
    }

    /// @param where where the document was read, for problems
    /// @param file  empty for what a registry says
    record Server(
            String source, String where, Optional<GitHubLink> link, Optional<RepositoryFile> file, Facts facts)
            implements Pending {
        @Override
        public Set<String> names() {
            return link.stream().map(GitHubLink::name).collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Reading settle(Known known) {
            var problems = new ArrayList<Problem>();
            var there = link.flatMap(named -> {
                var answer = known.repository(named.name());
                if (answer.found().isEmpty()) {
                    problems.add(Mentions.dead(source, where, "its repository", named.name(), answer));
                }
                return answer.found().map(repository -> at(repository, named.path()));
            });
            var place = there
                    .or(() -> file.map(RepositoryFile::place))
                    .orElseGet(() -> Place.named(facts.text(Field.NAME).orElse(where)));
            return Reading.of(List.of(Observation.of(source, Kind.MCP_SERVER, place, facts)), problems);
        }

        /// Pinned to the file when the file lies in the repository that it names.
        private Place at(Repository repository, String path) {
            return file.filter(read -> read.repository().number() == repository.number())
                    .map(read -> new Place(repository.number(), repository.name(), path, read.commit(),
                            read.wanted().file().blob()))
                    .orElseGet(() -> new Place(repository.number(), repository.name(), path, "", ""));
        }
    }
}
