package discovery.edge.ops;

import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.model.Config;
import discovery.ops.Ledger;
import discovery.ops.Topology;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Looks at services from outside, one request each, three times before it believes that one is not well.
final class Looking {
    private static final int TRIES = 3;
    private static final int MOST = 1 << 20;
    private static final Duration LATE = Duration.ofHours(30);

    private static final String UNKNOWN =
            "its address is not known: set `site:` in the configuration, and GITHUB_REPOSITORY";

    private final Optional<String> site;
    private final Optional<String> repository;
    private final Duration pause;

    /// @param pause between tries
    Looking(Config config, Optional<String> repository, Duration pause) {
        this.site = config.site();
        this.repository = repository;
        this.pause = pause;
    }

    /// @param state `healthy`, `unhealthy` or `unknown`
    record Found(String state, String sentence) {
        @Override
        public String toString() {
            return state + ": " + sentence;
        }
    }

    /// Every service of a topology that says how to look at it, in its order.
    Map<String, Found> at(Ledger ledger, Optional<String> only) {
        var found = new LinkedHashMap<String, Found>();
        for (var service : ledger.topology().services()) {
            if (service.health().isPresent() && (only.isEmpty() || only.get().equals(service.name()))) {
                found.put(service.name(), at(service));
            }
        }
        return found;
    }

    /// One look at an address with placeholders.
    Found once(String pattern) {
        return address(pattern).map(address -> once(address, false)).orElse(new Found("unknown", UNKNOWN));
    }

    private Found at(Topology.Service service) {
        var address = address(service.health().orElse(""));
        if (address.isEmpty()) {
            return new Found("unknown", UNKNOWN);
        }
        var last = new Found("unknown", "");
        for (var tries = 0; tries < TRIES && !last.state().equals("healthy"); tries++) {
            if (tries > 0 && !wait(pause)) {
                return last;
            }
            last = once(address.get(), service.type().orElse("").equals("pointer"));
        }
        return last;
    }

    /// An address with its placeholders filled; empty where one is not known.
    Optional<String> address(String pattern) {
        var filled = pattern.replace("{site}", site.orElse("{site}"))
                .replace("{repository}", repository.orElse("{repository}"));
        return Optional.of(filled).filter(each -> !each.contains("{"));
    }

    private Found once(String address, boolean pointer) {
        try (var client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20))
                    .header("User-Agent", "skill-index-health").build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                var bytes = body.readNBytes(MOST);
                return answer.statusCode() != 200
                        ? new Found("unhealthy", "it answers %d".formatted(answer.statusCode()))
                        : pointer ? pointer(new String(bytes, StandardCharsets.UTF_8))
                        : new Found("healthy", "it answers");
            }
        } catch (IOException | IllegalArgumentException e) {
            return new Found("unhealthy", "it does not answer (%s)".formatted(
                    e.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found("unknown", "interrupted");
        }
    }

    /// A pointer may answer and yet be dead: it has to be of today, and to hold for a while.
    private static Found pointer(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> json && json.get("build_timestamp") instanceof String built
                    && json.get("expires") instanceof String expires
                    && json.get("build_number") instanceof Long number) {
                var now = Instant.now();
                var age = Duration.between(Instant.parse(built), now);
                if (Instant.parse(expires).isBefore(now)) {
                    return new Found("unhealthy", "build %d has expired".formatted(number));
                }
                return age.compareTo(LATE) > 0
                        ? new Found("unhealthy", "build %d is %d days old".formatted(number, age.toDays()))
                        : new Found("healthy", "build %d is of today".formatted(number));
            }
            return new Found("unhealthy", "it is no manifest");
        } catch (MalformedException | java.time.DateTimeException e) {
            return new Found("unhealthy", "it is no manifest");
        }
    }

    private static boolean wait(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
