package discovery.ops;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `manifests/infra.yaml`: what the index stands on, as a person wrote it down.
///
/// @param limits  what the platforms give for nothing, for `costs`
/// @param minutes what one run of a job takes
public record Topology(
        int schema,
        List<Server> servers,
        List<Service> services,
        List<Route> routes,
        List<Dependency> dependencies,
        List<Secret> secrets,
        List<Limit> limits,
        List<Minutes.Taken> minutes) {

    /// A place that somebody runs.
    ///
    /// @param role `production`, or what else it is there for
    public record Server(
            String name, Optional<String> hostname, Optional<String> role, Optional<String> os, List<String> tags,
            Optional<String> notes) {
        public Server {
            named("server", name);
            tags = tags == null ? List.of() : List.copyOf(tags);
        }
    }

    /// Something that works, on a server.
    ///
    /// @param type    `source`, `app`, `storage`, `cdn`, `api`, `packages`, `auth` …
    /// @param health  an address that answers 200 when it is well; `{site}` and `{mirror}` stand for the configuration's
    /// @param runbook file name in `.github/runbooks/`
    public record Service(
            String name, String server, Optional<String> type, Optional<String> runtime, Optional<String> health,
            Optional<String> deploy, Optional<String> restart, Optional<String> runbook, Optional<String> notes) {
        public Service {
            named("service", name);
            named("server of service " + name, server);
        }
    }

    /// A public address.
    public record Route(
            String domain, Optional<String> path, String service, Optional<String> ssl, Optional<String> notes) {}

    /// @param service  stands on `on`
    /// @param required false: without it the service still works, worse
    public record Dependency(
            String service, String on, Optional<String> type, Optional<Boolean> required, Optional<String> notes) {}

    /// Where a secret lives. Its value is nowhere in this repository.
    ///
    /// @param rotated day of the last change, `2026-11-21`; empty: not set yet
    /// @param days    after so many it is due; empty: when it leaks
    public record Secret(
            String name, Optional<String> service, String manager, Optional<String> path, Optional<String> rotated,
            OptionalLong days, Optional<String> notes) {
        public Secret {
            if (name == null || !name.matches("[A-Z][A-Z0-9_]{2,60}")) {
                throw new IllegalArgumentException(
                        "secret `%s` is not the name of a variable; values do not belong here".formatted(name));
            }
        }
    }

    /// @param what   `minutes`, `pages-bytes`, `pages-traffic`, `asset-bytes`, `cdn-file-bytes` or `cache-bytes`
    /// @param most   a month, or at once, in the unit of `what`
    /// @param source who says so
    public record Limit(String what, long most, String unit, String source) {}

    public Topology {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is %d; this program reads schema 1".formatted(schema));
        }
        servers = servers == null ? List.of() : List.copyOf(servers);
        services = services == null ? List.of() : List.copyOf(services);
        routes = routes == null ? List.of() : List.copyOf(routes);
        dependencies = dependencies == null ? List.of() : List.copyOf(dependencies);
        secrets = secrets == null ? List.of() : List.copyOf(secrets);
        limits = limits == null ? List.of() : List.copyOf(limits);
        minutes = minutes == null ? List.of() : List.copyOf(minutes);
        var hosts = unique("server", servers.stream().map(Server::name).toList());
        var names = unique("service", services.stream().map(Service::name).toList());
        services.forEach(service -> known("service " + service.name(), service.server(), hosts));
        routes.forEach(route -> known("route " + route.domain(), route.service(), names));
        dependencies.forEach(each -> known("a dependency", each.service(), names));
    }

    /// With a service for every source of the configuration that is not declared here.
    ///
    /// @param sources read by the service `night`, where there is one
    public Topology with(List<Source> sources) {
        var hosts = new ArrayList<>(servers);
        var all = new ArrayList<>(services);
        var needs = new ArrayList<>(dependencies);
        for (var source : sources) {
            if (services.stream().anyMatch(service -> service.name().equals(source.id()))) {
                continue;
            }
            if (hosts.stream().noneMatch(host -> host.name().equals(source.server()))) {
                hosts.add(new Server(source.server(), source.hostname(), Optional.of("source"), Optional.empty(),
                        List.of(), Optional.empty()));
            }
            all.add(new Service(source.id(), source.server(), Optional.of("source"), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("source-gone.md"),
                    Optional.of(source.kind())));
            if (services.stream().anyMatch(service -> service.name().equals("night"))) {
                needs.add(new Dependency("night", source.id(), Optional.of("source"), Optional.of(source.required()),
                        Optional.empty()));
            }
        }
        return new Topology(schema, hosts, all, routes, needs, secrets, limits, minutes);
    }

    /// A source of the night, as far as the ledger looks at it.
    public record Source(String id, String kind, String server, Optional<String> hostname, boolean required) {}

    private static void named(String what, String name) {
        if (name == null || !name.matches("[a-z0-9]+([.-][a-z0-9]+)*")) {
            throw new IllegalArgumentException("%s: the name `%s` is not kebab-case".formatted(what, name));
        }
    }

    private static Set<String> unique(String what, List<String> names) {
        var seen = new LinkedHashSet<String>();
        for (var name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("two %ss are called `%s`; names are unique".formatted(what, name));
            }
        }
        return seen;
    }

    private static void known(String where, String name, Set<String> names) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("%s names `%s`, which is not declared; known: %s"
                    .formatted(where, name, String.join(", ", names)));
        }
    }
}
