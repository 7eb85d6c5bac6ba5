package discovery.edge.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.github.Forges;
import discovery.edge.http.Server;
import discovery.edge.http.Server.Given;
import discovery.edge.http.Server.Question;
import discovery.edge.json.Yaml;
import discovery.fetch.Shrinking;
import discovery.fetch.Sink;
import discovery.model.Config;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nights whose limit is too small for all that there is: no request is one too many, the night ends cleanly, and the
/// next one goes on.
class LimitsOfGitHubTest {
    private static final int REPOSITORIES = 40;

    @TempDir
    private Path folder;

    /// As GitHub counts: so many requests an hour, told in headers.
    private static final class Limited implements Server.Answers {
        private final SmallHub hub = new SmallHub(REPOSITORIES, 1, question -> SmallHub.USUAL);
        private final int limit;
        private final long seconds;
        private int left;
        private long reset;
        private int refused;

        /// @param seconds of a window
        Limited(int limit, long seconds) {
            this.limit = limit;
            this.seconds = seconds;
            renew();
        }

        final synchronized void renew() {
            left = limit;
            reset = Instant.now().getEpochSecond() + seconds;
        }

        @Override
        public synchronized Given to(Question question) throws IOException {
            if (Instant.now().getEpochSecond() >= reset) {
                renew();
            }
            var given = left > 0 ? hub.to(question) : new Given(403, Map.of(), new byte[0]);
            refused += left > 0 ? 0 : 1;
            left = Math.max(0, left - 1);
            var headers = new HashMap<>(given.headers());
            headers.putAll(Map.of("X-RateLimit-Limit", Integer.toString(limit), "X-RateLimit-Remaining",
                    Integer.toString(left), "X-RateLimit-Reset", Long.toString(reset)));
            return new Given(given.status(), headers, given.body());
        }
    }

    private record Night(Set<String> things, List<Problem> problems) {}

    private Night night(Server server, String token, LocalDate today) throws Exception {
        var environment = Map.of("GITHUB_API_URL", server.address("").toString(), "GITHUB_GRAPHQL_URL",
                server.address("/graphql").toString(), "GITHUB_TOKEN", token, "GITHUB_REQUESTS_PER_SECOND", "0");
        var night = new Night(new HashSet<>(), new ArrayList<>());
        try (var forges = Forges.ofGitHub(folder, folder.resolve("cache"), environment, today)) {
            forges.collector(Shrinking.FREELY).collect(
                    Yaml.read("sources.yaml", SmallHub.config(REPOSITORIES), Config.class), Set.of(), new Sink() {
                        @Override
                        public void observation(String key, String line) {
                            if (line.contains("\"kind\":\"skill\"")) {
                                night.things().add(key);
                            }
                        }

                        @Override
                        public void problem(Problem problem) {
                            night.problems().add(problem);
                        }
                    }, (what, done, total) -> {});
        }
        return night;
    }

    /// The limit of nobody, and small ones of a token: after one bulk question there is no more than one request for a
    /// tree and one for a file.
    @ParameterizedTest
    @CsvSource({"'', 60", "ghs_any, 30"})
    void a_night_that_a_limit_ends_goes_on_with_the_next(String token, int limit) throws Exception {
        // Longer than any night waits.
        var github = new Limited(limit, 3 * 3_600);
        var before = Set.<String>of();
        var nights = 0;
        try (var server = new Server(github)) {
            for (; before.size() < REPOSITORIES && nights < 8; nights++) {
                var night = night(server, token, LocalDate.of(2026, 8, 1).plusDays(nights));
                assertTrue(night.things().containsAll(before), "what was read stands");
                // The first one may spend all on names.
                assertTrue(nights == 0 || night.things().size() > before.size(),
                        "night %d read nothing new".formatted(nights));
                if (night.things().size() < REPOSITORIES) {
                    assertTrue(night.problems().stream().anyMatch(each -> each.kind() == ProblemKind.POSTPONED));
                }
                before = night.things();
                github.renew();
            }
        }
        assertEquals(REPOSITORIES, before.size());
        assertTrue(nights > 1, "the limit was too large to matter");
        assertEquals(0, github.refused);
    }

    @Test
    void a_window_that_ends_soon_is_waited_for() throws Exception {
        var github = new Limited(30, 2);
        try (var server = new Server(github)) {
            var night = night(server, "pat_any", LocalDate.of(2026, 8, 1));
            assertEquals(REPOSITORIES, night.things().size());
            assertEquals(0, github.refused);
        }
    }
}
