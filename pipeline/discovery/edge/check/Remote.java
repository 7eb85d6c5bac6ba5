package discovery.edge.check;

import discovery.edge.cli.WrongUsage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// A repository on GitHub as one archive, read through its API.
final class Remote {
    private static final Pattern ADDRESS = Pattern.compile(
            "https://(?:www\\.)?github\\.com/([A-Za-z0-9-]{1,39})/([A-Za-z0-9._-]{1,100}?)(?:\\.git)?"
                    + "(?:/(?:tree|blob)/([A-Za-z0-9._-]{1,100})(?:/(.*?))?)?/?");

    private Remote() {}

    /// What an address leads to.
    ///
    /// @param alone the one file that is meant, by its path in `files`; empty: all of them
    record Found(Files files, String alone) {}

    /// @param address `https://github.com/OWNER/NAME`, perhaps with `/tree/BRANCH/FOLDER` or `/blob/BRANCH/FILE`
    static Found read(String address, Map<String, String> environment) throws IOException {
        var match = ADDRESS.matcher(address);
        if (!match.matches()) {
            throw new WrongUsage("`%s` is no folder here and no https://github.com/OWNER/NAME[/tree/BRANCH/FOLDER]"
                    .formatted(address));
        }
        var api = Optional.ofNullable(environment.get("GITHUB_API_URL")).orElse("https://api.github.com");
        var branch = Optional.ofNullable(match.group(3)).map(name -> "/" + name).orElse("");
        var path = Optional.ofNullable(match.group(4)).orElse("");
        var file = path.endsWith(".md") || path.endsWith(".json");
        var top = Path.of("/");
        var root = file ? Files.rootOf(top.resolve(path)) : top.resolve(path);
        var folder = path(top, root);
        var alone = file ? path(root, top.resolve(path)) : "";
        var request = HttpRequest.newBuilder(
                URI.create("%s/repos/%s/%s/tarball%s".formatted(api, match.group(1), match.group(2), branch)))
                .timeout(Duration.ofMinutes(2))
                .header("User-Agent", "skill-index");
        Optional.ofNullable(environment.get("GITHUB_TOKEN")).filter(token -> !token.isBlank())
                .ifPresent(token -> request.header("Authorization", "Bearer " + token));
        // The JDK's client leaves the token out when GitHub sends it on to another host.
        try (var client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("%s: GitHub answers %d; is the address right, and is the repository public?"
                            .formatted(address, answer.statusCode()));
                }
                var name = folder.isEmpty() ? match.group(2) : folder.substring(folder.lastIndexOf('/') + 1);
                return new Found(
                        Archive.read(new GZIPInputStream(body), name, folder).ownedBy(match.group(1)), alone);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String path(Path from, Path to) {
        return from.relativize(to).toString().replace('\\', '/');
    }
}
