package discovery.edge.github;

import discovery.edge.http.Hosts;
import discovery.edge.http.Wire;
import discovery.edge.http.Wire.Ask;
import discovery.edge.http.Wire.Memory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Lets hub4j speak over our wire, which owns time-outs, tries, limits, ETags and the token.
final class HubConnector implements GitHubConnector {
    /// Trees are the largest: GitHub cuts them off at 7 MB.
    static final long MOST = 24 << 20;
    /// No file of more than 8 MiB is asked for; in base64 that is a third more.
    private static final long MOST_OF_BLOB = 12 << 20;
    private static final Pattern TREE = Pattern.compile(".*/git/trees/([0-9a-f]{40})");

    private final Wire wire;
    private final URI api;

    HubConnector(Wire wire, URI api) {
        this.wire = wire;
        this.api = api;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        if (!"GET".equals(request.method())) {
            throw new IOException("this program only reads");
        }
        var address = URI.create(request.url().toString());
        if (!Hosts.isSame(api, address)) {
            // hub4j goes where an answer's links lead.
            throw new IOException("an answer of GitHub leads away from it");
        }
        var reply = wire.send(ask(address, request));
        return new Response(request, reply);
    }

    private static Ask ask(URI address, GitHubConnectorRequest request) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.allHeaders().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!lower.equals("authorization") && !lower.equals("accept-encoding") && !values.isEmpty()) {
                headers.put(name, values.getFirst());
            }
        });
        headers.putIfAbsent("Accept", "application/vnd.github+json");
        return Ask.get(address, headers, isBlob(address) ? MOST_OF_BLOB : MOST, memory(address));
    }

    /// Searches differ from night to night; blobs are kept by their own ids; trees never change.
    static Memory memory(URI address) {
        var path = Optional.ofNullable(address.getPath()).orElse("");
        if (path.contains("/search/") || isBlob(address)) {
            return new Memory.None();
        }
        var tree = TREE.matcher(path);
        return tree.matches()
                ? new Memory.Forever("tree %s %s".formatted(
                        tree.group(1), Optional.ofNullable(address.getQuery()).orElse("")))
                : new Memory.ByTag();
    }

    private static boolean isBlob(URI address) {
        return Optional.ofNullable(address.getPath()).orElse("").contains("/git/blobs/");
    }

    private static final class Response extends GitHubConnectorResponse.ByteArrayResponse {
        private final byte[] body;

        Response(GitHubConnectorRequest request, Wire.Reply reply) {
            super(request, reply.status(), reply.headers());
            this.body = reply.body();
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
