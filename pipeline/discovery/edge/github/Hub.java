package discovery.edge.github;

import discovery.edge.http.Wire;
import discovery.edge.json.Json;
import discovery.fetch.Repository;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;

/// hub4j over our wire, for what is asked seldom. It begins when it is first needed, because a night that never needs it
/// should not wait for its classes.
final class Hub {
    private final Wire wire;
    private final URI api;
    private final Optional<String> token;
    private Optional<GitHub> begun = Optional.empty();

    Hub(Wire wire, URI api, Optional<String> token) {
        this.wire = wire;
        this.api = api;
        this.token = token;
    }

    private synchronized GitHub begun() throws IOException {
        if (begun.isPresent()) {
            return begun.get();
        }
        var builder = new GitHubBuilder()
                .withEndpoint(api.toString())
                .withConnector(new HubConnector(wire, api))
                .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
                .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL);
        token.ifPresent(builder::withAppInstallationToken);
        var hub = builder.build();
        begun = Optional.of(hub);
        return hub;
    }

    /// hub4j's object for a repository, without asking GitHub for it: the paths of requests need its name only.
    GHRepository of(Repository repository) throws IOException {
        var name = repository.name();
        var slash = name.indexOf('/');
        var payload = Json.line(Map.of("repository", Map.of(
                "id", repository.number(), "name", name.substring(slash + 1), "full_name", name,
                "owner", Map.of("login", name.substring(0, slash)))));
        return begun().parseEventPayload(new StringReader(payload), GHEventPayload.Ping.class).getRepository();
    }
}
