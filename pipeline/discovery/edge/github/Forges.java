package discovery.edge.github;

import discovery.edge.cache.Cache;
import discovery.edge.files.Program;
import discovery.edge.http.Credential;
import discovery.edge.http.HttpWeb;
import discovery.edge.http.Manners;
import discovery.edge.http.Traffic;
import discovery.edge.http.Wire;
import discovery.edge.parse.Parsers;
import discovery.edge.world.LocalForge;
import discovery.edge.world.Worlds;
import discovery.fetch.Answer;
import discovery.fetch.Collector;
import discovery.fetch.Documents;
import discovery.fetch.Forge;
import discovery.fetch.LocalFolders;
import discovery.fetch.Shrinking;
import discovery.fetch.Web;
import discovery.model.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything outside that a collector needs, put together for one night. Close it, so that the cache is whole.
public final class Forges implements AutoCloseable {
    private static final int PACK_FILES = 1_000;

    private final Forge forge;
    private final Web web;
    private final LocalFolders folders;
    private final Cache cache;
    private final List<Wire> wires;
    private final Map<String, String> environment;
    private final LocalDate today;
    private final Thread stopped;

    private Forges(
            Forge forge, Web web, LocalFolders folders, Cache cache, List<Wire> wires, Map<String, String> environment,
            LocalDate today) {
        this.forge = forge;
        this.web = web;
        this.folders = folders;
        this.cache = cache;
        // Whoever interrupts a night keeps what it has read so far.
        this.stopped = new Thread(() -> {
            cache.commit();
            System.err.println("fetch: interrupted; what was read is kept, and the same command goes on from there");
        });
        this.wires = wires;
        this.environment = environment;
        this.today = today;
        Runtime.getRuntime().addShutdownHook(stopped);
    }

    /// GitHub and the web.
    ///
    /// From the environment: `GITHUB_API_URL`, `GITHUB_GRAPHQL_URL`, `GITHUB_TOKEN` (none: a few requests an hour),
    /// `GITHUB_REQUESTS_PER_SECOND` (15; 0: only GitHub's own limits hold), and what endpoints in the configuration
    /// name.
    ///
    /// @param base  the folder that paths in the configuration are relative to
    /// @param cache a folder; made where it is missing
    /// @throws IOException with one sentence
    public static Forges ofGitHub(Path base, Path cache, Map<String, String> environment, LocalDate today)
            throws IOException {
        var api = address(environment, "GITHUB_API_URL", "https://api.github.com");
        var graphql = address(environment, "GITHUB_GRAPHQL_URL", api + "/graphql");
        var token = Optional.of(environment.getOrDefault("GITHUB_TOKEN", "").strip()).filter(text -> !text.isEmpty());
        var perSecond = perSecond(environment.getOrDefault("GITHUB_REQUESTS_PER_SECOND", ""));
        var store = Cache.open(cache);
        var credential = token.map(text -> new Credential(text, Set.of(api, graphql)));
        var toGitHub = new Wire(store, credential,
                token.isPresent() ? Manners.of(perSecond) : Manners.of(perSecond).impatient());
        var toOthers = new Wire(store, Optional.empty(), Manners.of(perSecond));
        var forge = new HubForge(new Hub(toGitHub, api, token), toGitHub, api,
                token.map(text -> new GraphQuery(toGitHub, graphql)), store, cache, today);
        return new Forges(forge, new HttpWeb(toOthers), folders(base), store, List.of(toGitHub, toOthers),
                Map.copyOf(environment), today);
    }

    /// A world on disk.
    ///
    /// @param night the world to read, with the one that it is laid over; paths relative to `base`
    /// @throws IOException with one sentence
    public static Forges ofWorld(
            Config.Night night, Path base, Path cache, Map<String, String> environment, LocalDate today)
            throws IOException {
        var world = Worlds.open(base.resolve(night.world()), night.over().map(base::resolve));
        return new Forges(world.forge(), world.web(), folders(base), Cache.open(cache), List.of(),
                Map.copyOf(environment), today);
    }

    /// @param shrinking how much less a source may name than before
    public Collector collector(Shrinking shrinking) throws IOException {
        return new Collector(forge, web, documents(), folders, cache.lastGood(), cache,
                cache.walks(Program.digest(Forges.class)), shrinking, environment, today);
    }

    /// What was sent and received so far.
    public Traffic traffic() {
        return wires.stream().map(Wire::traffic).reduce(new Traffic(0, 0, 0, 0, 0, 0), Traffic::plus);
    }

    private static URI address(Map<String, String> environment, String name, String otherwise) throws IOException {
        var text = environment.getOrDefault(name, "").strip();
        var address = (text.isEmpty() ? otherwise : text).replaceFirst("/+$", "");
        if (!address.matches("https?://[^\\s/]+.*")) {
            throw new IOException("%s is `%s`, which is no http or https address".formatted(name, address));
        }
        try {
            return URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IOException("%s is `%s`, which is no address".formatted(name, address), e);
        }
    }

    private static double perSecond(String text) throws IOException {
        var number = text.isBlank() ? "15" : text.strip();
        if (!number.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            throw new IOException("GITHUB_REQUESTS_PER_SECOND is `%s`; it should be a number, 0 for no limit of our own"
                    .formatted(number));
        }
        return Double.parseDouble(number);
    }

    private static LocalFolders folders(Path base) {
        return new LocalFolders() {
            @Override
            public Answer<SortedMap<String, String>> yaml(String folder) {
                return texts(base, folder);
            }

            @Override
            public Forge forge(String folder, String name) {
                return new LocalForge(base.resolve(folder), name);
            }
        };
    }

    private static Answer<SortedMap<String, String>> texts(Path base, String folder) {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(base.resolve(folder))) {
            for (var file : files.filter(Files::isRegularFile).sorted().limit(PACK_FILES).toList()) {
                var name = file.getFileName().toString();
                if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                    texts.put(name, Files.readString(file));
                }
            }
            return new Answer.Found<SortedMap<String, String>>(texts);
        } catch (IOException e) {
            return new Answer.Failed<>("%s can't be read: %s".formatted(base.resolve(folder), e.getMessage()));
        }
    }

    /// Parsers with their failures as values.
    public static Documents documents() {
        return new Parsers();
    }

    /// Leaves in a part of a cache what the whole has a use for.
    public void keepShared() {
        cache.keepShared();
    }

    /// Makes room in the cache, after a night that read all sources.
    public void prune() {
        cache.prune(today);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(stopped);
        } catch (IllegalStateException stopping) {
            // The hook runs already.
        }
        new ArrayList<>(wires).forEach(Wire::close);
        cache.close();
    }
}
