package discovery.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.ops.Ledger.Build;
import discovery.ops.Ledger.Deployment;
import discovery.ops.Ledger.Event;
import discovery.ops.Ledger.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Topology SMALL = new Topology(1,
            List.of(server("host"), server("cloud")),
            List.of(service("night", "cloud"), service("site", "host"), service("api", "cloud"),
                    service("extra", "cloud")),
            List.of(new Topology.Route("example.org", Optional.of("/x"), "site", Optional.empty(), Optional.empty())),
            List.of(needs("site", "night", true), needs("night", "api", true), needs("night", "extra", false)),
            List.of(new Topology.Secret("SOME_KEY", Optional.of("night"), "vault", Optional.empty(),
                    Optional.of("2026-01-01"), OptionalLong.of(90), Optional.empty())),
            List.of(), List.of());

    private static Topology.Server server(String name) {
        return new Topology.Server(name, Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                Optional.empty());
    }

    private static Topology.Service service(String name, String server) {
        return new Topology.Service(name, server, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.of("bad-build.md"), Optional.empty());
    }

    private static Topology.Dependency needs(String service, String on, boolean required) {
        return new Topology.Dependency(service, on, Optional.empty(), Optional.of(required), Optional.empty());
    }

    private static Build build(int number, int day, Map<String, Long> ages) {
        return new Build("1.0." + number, "2026-03-%02dT03:00:00Z".formatted(day), 100, 5, 3, 1, ages);
    }

    private static Deployment run(String version, long seconds) {
        return new Deployment(Ledger.NIGHT, version, Optional.empty(), "schedule", "ci", "success",
                "2026-03-01T02:59:00Z", OptionalLong.of(seconds), Optional.empty(), -1, -1, -1, -1, Optional.empty());
    }

    private static Fact outage(String ended) {
        return new Fact(Optional.empty(), Optional.of(new Event(Optional.of("api"), "outage", "error", "no answer",
                Optional.empty(), "2026-03-01T10:00:00Z", Optional.of(ended).filter(each -> !each.isEmpty()),
                OptionalLong.empty())));
    }

    @Test
    void a_night_ships_the_row_of_the_one_before() {
        var first = Ledger.of(SMALL).next(SMALL, Optional.empty(), List.of());
        assertEquals(List.of(), first.deployments());
        var second = first.next(SMALL, Optional.of(build(1, 1, Map.of("api", 0L))),
                List.of(new Fact(Optional.of(run("1.0.1", 421)), Optional.empty())));
        assertEquals(1, second.deployments().size());
        var row = second.deployments().getFirst();
        assertEquals("1.0.1 421 100", "%s %d %d".formatted(row.version(), row.seconds().orElse(0), row.total()));
        var third = second.next(SMALL, Optional.of(build(2, 2, Map.of("api", 3L))), List.of());
        assertEquals(Optional.of("1.0.1"), third.deployments().getLast().previous());
        assertEquals("degraded", Listings.status(third, "api"));
    }

    @Test
    void the_same_facts_make_the_same_ledger_in_any_order_and_twice() {
        var facts = List.of(outage(""), new Fact(Optional.of(run("1.0.1", 9)), Optional.empty()));
        var once = Ledger.of(SMALL).next(SMALL, Optional.of(build(1, 1, Map.of("api", 0L))), facts);
        var reversed = Ledger.of(SMALL).next(SMALL, Optional.of(build(1, 1, Map.of("api", 0L))), facts.reversed());
        assertEquals(once, reversed);
        assertEquals(once, once.next(SMALL, Optional.of(build(1, 1, Map.of("api", 0L))), facts));
    }

    @Test
    void what_is_old_leaves_and_an_outage_ends() {
        var old = Ledger.of(SMALL).next(SMALL, Optional.of(build(1, 1, Map.of("api", 0L))), List.of(outage("")));
        assertEquals("unhealthy", Listings.status(old, "api"));
        var over = old.next(SMALL, Optional.of(build(2, 2, Map.of())), List.of(outage("2026-03-01T12:00:00Z")));
        assertEquals("healthy", Listings.status(over, "api"));
        var later = over.next(SMALL, Optional.of(new Build("1.0.3", "2026-07-01T03:00:00Z", 1, 0, 0, 0, Map.of())),
                List.of());
        assertFalse(later.events().stream().anyMatch(each -> each.type().equals("health")), "health is kept 90 days");
        assertEquals(3, later.deployments().size());
    }

    @Test
    void dependents_are_found_over_several_steps() {
        var ledger = Ledger.of(SMALL);
        assertEquals(List.of(List.of("night", "1", "yes", "", "unknown"), List.of("site", "2", "yes", "", "unknown")),
                Listings.deps(ledger, "api", true).rows());
        assertEquals("no", Listings.deps(ledger, "extra", true).rows().getLast().get(2));
        assertTrue(Listings.impact(ledger, "api").text().contains("these stop: night, site"));
        assertTrue(Listings.impact(ledger, "api").text().contains("example.org/x"));
        assertTrue(Listings.impact(ledger, "extra").text().contains("go on without it: night, site"));
        assertThrows(IllegalArgumentException.class, () -> Listings.deps(ledger, "nobody", false));
    }

    @Test
    void an_alert_is_what_wants_somebody() {
        var well = Ledger.of(SMALL).next(SMALL, Optional.of(build(1, 1, Map.of("api", 0L))), List.of());
        assertEquals(List.of(), Briefing.alert(well, "2026-03-01T12:00:00Z").rows());
        var rows = Briefing.alert(well, "2026-04-05T12:00:00Z").rows();
        assertTrue(rows.toString().contains("no build for 849 hours"), rows.toString());
        assertTrue(rows.toString().contains("SOME_KEY is due overdue by 4 days"), rows.toString());
    }

    @Test
    void an_incident_names_cause_dependents_and_runbook() {
        var page = Briefing.incident(Ledger.of(SMALL), "the api answers 500", List.of("counts: half of it is gone"),
                Map.of("api", "unhealthy: it answers 500"), "2026-03-01T12:00:00Z").text();
        for (var part : List.of("api does not answer as it should just now", "the gate stopped a night",
                ".github/runbooks/bad-build.md", "- night, site")) {
            assertTrue(page.contains(part), () -> part + " is not in\n" + page);
        }
    }

    @Test
    void ninety_days_are_on_the_board() {
        var ledger = Ledger.of(SMALL).next(SMALL, Optional.of(build(1, 1, Map.of("api", 2L))), List.of(outage("")));
        var board = Board.of(ledger, Days.of("2026-03-02T00:00:00Z"), List.of("23 3 * * *", "41 9 * * *"));
        var api = board.services().stream().filter(each -> each.service().equals("api")).findFirst().orElseThrow();
        assertEquals(90, api.days().size());
        assertEquals(List.of(Board.Day.UNKNOWN, Board.Day.BAD, Board.Day.BAD), api.days().subList(87, 90));
        assertEquals(OptionalLong.of(0), api.good());
        assertEquals(Optional.of("2026-03-03T03:23:00Z"), board.nextRun());
    }

    @Test
    void the_map_is_drawn_for_people_and_for_mermaid() {
        var text = TopologyMap.text(Ledger.of(SMALL)).text();
        assertTrue(text.contains("└── site [unknown]\n") && text.contains("needs api, extra (can do without)"), text);
        assertTrue(TopologyMap.mermaid(Ledger.of(SMALL)).contains("n_night -.-> n_extra"));
    }

    @Test
    void a_name_that_is_not_declared_is_refused() {
        var wrong = assertThrows(IllegalArgumentException.class, () -> new Topology(1, List.of(server("host")),
                List.of(service("site", "hots")), List.of(), List.of(), List.of(), List.of(), List.of()));
        assertTrue(String.valueOf(wrong.getMessage()).contains("`hots`, which is not declared; known: host"));
        assertThrows(IllegalArgumentException.class,
                () -> new Topology.Secret("the value itself, by mistake", Optional.empty(),
                        "vault", Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty()));
    }

    @Test
    void control_characters_of_others_are_not_shown() {
        assertEquals("a?[31mb??", Answer.plain("a\u001b[31mb\n\u202e"));
    }
}
