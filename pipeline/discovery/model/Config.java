package discovery.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A night's configuration: `manifests/sources.yaml`, `manifests/sample.yaml` or a fork's own. Paths in it are relative
/// to the file. `${NAME:-default}` in a text stands for an environment variable.
///
/// @param schema  1
/// @param title   the index's name on the site
/// @param site    public address of the site, ending in `/`; empty: none yet
/// @param now     the night's instant, where it is not today
/// @param nights  worlds on disk to read instead of GitHub, one a night, the last one last; none: GitHub
/// @param keys    file of the signing seeds, for a sample only; real ones come from the environment
/// @param root    TUF root that previous releases are verified against
/// @param mirrors base addresses, ending in `/`, below which clients find releases
/// @param releases address, ending in `/`, below which GitHub has the files of each release: …/releases/download/
/// @param merge   precedence of sources
/// @param categories our taxonomy
/// @param score   weights file
/// @param safety  safety rules
/// @param gates   what validate asks of a release
/// @param infra   what the index stands on; a file that may be missing
public record Config(
        int schema,
        String title,
        Optional<String> site,
        Optional<String> now,
        List<Night> nights,
        Optional<String> keys,
        Optional<String> root,
        List<String> mirrors,
        Optional<String> releases,
        String merge,
        String categories,
        String score,
        String safety,
        String gates,
        String infra,
        List<Source> sources) {

    public Config {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is %d; this program reads schema 1".formatted(schema));
        }
        mirrors = mirrors == null ? List.of() : mirrors.stream().filter(mirror -> !mirror.isBlank()).toList();
        releases = releases == null ? Optional.empty() : releases.filter(base -> !base.isBlank());
        title = title == null ? "Skill index" : title;
        nights = nights == null ? List.of() : List.copyOf(nights);
        merge = merge == null ? "merge.yaml" : merge;
        categories = categories == null ? "categories.yaml" : categories;
        score = score == null ? "score.yaml" : score;
        safety = safety == null ? "safety.yaml" : safety;
        gates = gates == null ? "gates.yaml" : gates;
        infra = infra == null ? "infra.yaml" : infra;
        sources = sources == null ? List.of() : List.copyOf(sources);
        var ids = sources.stream().map(Source::id).toList();
        ids.stream().filter(id -> ids.indexOf(id) != ids.lastIndexOf(id)).findFirst().ifPresent(id -> {
            throw new IllegalArgumentException("two sources are called `%s`; ids are unique".formatted(id));
        });
    }

    /// How each source is read, by its id.
    public Map<String, SourceKind> kinds() {
        var kinds = new TreeMap<String, SourceKind>();
        sources.forEach(source -> kinds.put(source.id(), source.kind()));
        return kinds;
    }

    /// @param world a folder that holds `github/` and `mcp-registry/`
    /// @param over  the world that this one is laid over, with its `overlay.yaml`
    public record Night(String world, Optional<String> over) {}

    /// One place that is read.
    ///
    /// @param id           name in observations, problems and pages; kebab-case
    /// @param on           false: declared, but not read
    /// @param required     true: the night stops when it fails and no last good data is there
    /// @param walk         read the trees of the repositories that it names
    /// @param of           what a repository is that it names, when nothing else tells
    /// @param topics       for `github-topics`; for `list`, those by which more lists are found
    /// @param repositories `owner/name` each, for `github-repositories`, `marketplaces`, `list` and `docker-registry`
    /// @param paths        files in those repositories (`list`; default README.md) or a folder here (`packs`, `directory`)
    /// @param endpoint     address of its API
    /// @param words        searched for: with each topic (`list`), or one by one (`github-code`, `glama` and the like)
    /// @param most         stop after so many things; 0: all
    /// @param every        days from one whole reading to the next; in between only what changed is asked for; 0: 7
    /// @param budget       requests a night; what is left over waits for the next one; 0: as many as it takes
    /// @param perMinute    requests a minute; 0: no limit of its own
    /// @param status       for `declared`: why it is not read
    /// @param terms        where its terms are written
    public record Source(
            String id,
            SourceKind kind,
            Optional<Boolean> on,
            boolean required,
            boolean walk,
            Optional<Kind> of,
            List<String> topics,
            List<String> repositories,
            List<String> paths,
            Optional<String> endpoint,
            List<String> words,
            int most,
            int every,
            int budget,
            int perMinute,
            Optional<String> status,
            Optional<String> terms) {
        public Source {
            if (id == null || !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new IllegalArgumentException("id `%s` is not kebab-case".formatted(id));
            }
            if (kind == null) {
                throw new IllegalArgumentException("source `%s` says no kind".formatted(id));
            }
            topics = topics == null ? List.of() : List.copyOf(topics);
            repositories = repositories == null ? List.of() : List.copyOf(repositories);
            paths = paths == null ? List.of() : List.copyOf(paths);
            words = words == null ? List.of() : List.copyOf(words);
            every = every <= 0 ? 7 : every;
        }

        public boolean isOn() {
            return on.orElse(true) && kind != SourceKind.DECLARED;
        }
    }
}
