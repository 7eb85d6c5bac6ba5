package discovery.edge.ops;

import discovery.edge.cli.Home;
import discovery.edge.cli.Night;
import discovery.edge.cli.OpsOptions;
import discovery.edge.cli.WrongUsage;
import discovery.edge.json.Json;
import discovery.edge.json.Yaml;
import discovery.edge.ledger.Ledgers;
import discovery.edge.rehearse.Rehearsing;
import discovery.model.Config;
import discovery.ops.Answer;
import discovery.ops.Briefing;
import discovery.ops.Costs;
import discovery.ops.Ledger;
import discovery.ops.Listings;
import discovery.ops.Minutes;
import discovery.ops.TopologyMap;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers the ledger's commands.
public final class Operating {
    private static final int CACHE_DAYS = 30;
    private static final long CACHE_MB = 8_000;
    private static final int LOG_DAYS = 30;
    private static final int ARCHIVE_DAYS = 90;

    private final OpsOptions options;
    private final PrintStream out;
    private final Instant now;

    public Operating(OpsOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /// @return the exit code
    public int answer() throws Exception {
        switch (options.verb()) {
            case "rehearse" -> {
                return Rehearsing.run(options, out);
            }
            case "record" -> {
                var facts = Recording.of(options.out(), options.runs(), options.releases(), options.issues(),
                        options.into());
                System.err.println("%s: %d facts for the next night (--ledger)".formatted(options.into(), facts));
                return 0;
            }
            case "cache" -> {
                return cache();
            }
            case "logs" -> {
                Keeping.logs(options.out().resolve("logs"), LOG_DAYS, options.days().orElse(ARCHIVE_DAYS), now)
                        .forEach(out::println);
                return 0;
            }
            case "server", "service", "route" -> {
                if (options.word(0).equals(Optional.of("add"))) {
                    return add();
                }
            }
            default -> {}
        }
        return ask(Yaml.read(options.config(), Config.class));
    }

    private int ask(Config config) throws IOException {
        var ledger = Ledgers.of(Ledgers.topology(options.infra(), config), options.db());
        var today = now.atZone(java.time.ZoneOffset.UTC).toLocalDate().toEpochDay();
        return switch (options.verb()) {
            case "server" -> say(one(Listings.servers(ledger)));
            case "service" -> say(one(Listings.services(ledger, options.server())));
            case "secret" -> say(Listings.secrets(ledger, today));
            case "route" -> options.word(0).equals(Optional.of("check")) ? routes(ledger, config)
                    : say(Listings.routes(ledger));
            case "status" -> say(Briefing.status(ledger, now.toString()));
            case "health" -> health(ledger, config);
            case "map" -> map(ledger);
            case "deps" -> say(Listings.deps(ledger, subject(), options.reverse()));
            case "impact" -> say(Listings.impact(ledger, subject()));
            case "history" -> say(Listings.history(ledger, options.word(0)));
            case "events" -> say(Listings.events(ledger, options.service(), options.since()));
            case "alert" -> say(Briefing.alert(ledger, now.toString()));
            case "brief" -> say(Briefing.brief(ledger, now.toString()));
            case "incident" -> say(Briefing.incident(ledger, subject(), Recording.gate(options.out()),
                    live(ledger, config), now.toString()));
            case "costs" -> say(Costs.of(ledger.topology(), Sizing.of(options.out()),
                    Minutes.of(Ledgers.workflows(Home.find(options.config())), ledger.topology().minutes()),
                    options.clients()));
            case "scan" -> say(Scanning.of(Yaml.read(options.infra(), discovery.ops.Topology.class), config));
            default -> throw new WrongUsage("there is no command `%s`; --help shows them".formatted(options.verb()));
        };
    }

    /// `status NAME` and `list`.
    private Answer one(Answer all) {
        var name = options.word(0).equals(Optional.of("status")) ? options.word(1) : Optional.<String>empty();
        return name.isEmpty() ? all
                : new Answer(all.lines(), all.columns(),
                        all.rows().stream().filter(row -> row.getFirst().equals(name.get())).toList());
    }

    private String subject() throws WrongUsage {
        return options.word(0).orElseThrow(() -> new WrongUsage(options.verb() + " wants to know of what"));
    }

    private int map(Ledger ledger) {
        if (options.mermaid()) {
            out.print(TopologyMap.mermaid(ledger));
        } else if (options.json()) {
            out.print(Json.pretty(TopologyMap.tree(ledger)));
        } else {
            out.print(TopologyMap.text(ledger).text());
        }
        return 0;
    }

    private int health(Ledger ledger, Config config) {
        var rows = new ArrayList<List<String>>();
        if (options.offline()) {
            ledger.topology().services().stream().filter(each -> options.word(0).map(each.name()::equals).orElse(true))
                    .forEach(each -> rows.add(List.of(each.name(), Listings.status(ledger, each.name()),
                            ledger.health(each.name()).map(Ledger.Event::title).orElse("not seen yet"))));
        } else {
            look(config).at(ledger, options.word(0))
                    .forEach((name, found) -> rows.add(List.of(name, found.state(), found.sentence())));
        }
        if (options.lines()) {
            rows.forEach(row -> out.println(String.join(" ", row)));
            return 0;
        }
        say(new Answer(List.of(), List.of("service", "state", "found"), rows));
        return rows.stream().anyMatch(row -> row.get(1).equals("unhealthy")) ? 1 : 0;
    }

    private Map<String, String> live(Ledger ledger, Config config) {
        var live = new LinkedHashMap<String, String>();
        if (!options.offline()) {
            look(config).at(ledger, Optional.empty()).forEach((name, found) -> live.put(name, found.toString()));
        }
        return live;
    }

    private Looking look(Config config) {
        return new Looking(config, Optional.ofNullable(System.getenv("GITHUB_REPOSITORY")).or(
                () -> Optional.ofNullable(System.getenv("GH_REPO"))).filter(name -> name.matches("[\\w.-]+/[\\w.-]+")),
                Duration.ofSeconds(2));
    }

    /// Whether every public address leads somewhere.
    private int routes(Ledger ledger, Config config) {
        var rows = new ArrayList<List<String>>();
        for (var route : ledger.topology().routes()) {
            var pattern = route.domain().endsWith("}") && route.domain().startsWith("{site")
                    ? route.domain() + route.path().orElse("/").substring(1)
                    : "https://" + route.domain() + route.path().orElse("/");
            var found = look(config).once(pattern);
            rows.add(List.of(route.domain(), route.path().orElse("/"), route.service(), found.state(),
                    found.sentence()));
        }
        say(new Answer(List.of(), List.of("domain", "path", "service", "state", "found"), rows));
        return rows.stream().anyMatch(row -> row.get(3).equals("unhealthy")) ? 1 : 0;
    }

    private int add() throws IOException {
        var name = options.word(1).orElseThrow(() -> new WrongUsage(options.verb() + " add wants a name"));
        var row = new LinkedHashMap<String, String>();
        row.put(options.verb().equals("route") ? "domain" : "name", name);
        options.server().ifPresent(server -> row.put("server", server));
        options.service().ifPresent(service -> row.put("service", service));
        row.putAll(options.set());
        InfraFile.add(options.infra(), options.verb() + "s", row);
        System.err.println("%s: added %s".formatted(options.infra(), name));
        return 0;
    }

    private int cache() throws IOException {
        var folder = Night.cache();
        var verb = options.word(0).orElse("ls");
        if (!verb.matches("ls|prune")) {
            throw new WrongUsage("cache ls shows what is kept, cache prune removes what is old");
        }
        var kept = verb.equals("ls") ? Keeping.cache(folder)
                : Keeping.prune(folder, options.days().orElse(CACHE_DAYS), options.most().orElse(CACHE_MB), now);
        return say(new Answer(List.of(verb.equals("ls") ? folder.toString() : "removed from " + folder),
                List.of("name", "bytes", "written"),
                kept.stream().map(each -> List.of(each.name(), Long.toString(each.bytes()), each.used().toString()))
                        .toList()));
    }

    private int say(Answer answer) {
        out.print(options.json() ? Json.pretty(answer.tree()) : answer.text());
        return 0;
    }
}
