package discovery.catalogs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How an MCP client starts or reaches a server, as the objects below `mcpServers` say it.
public final class Launch {
    private static final Pattern REMOTE =
            Pattern.compile("(?:(streamable-http|sse) )?(https://[!-~&&[^\"'<>`\\\\^{|}]]+)");
    private static final Pattern PACKAGE = Pattern.compile("(npm|pypi|oci|nuget) (\\S{1,200})(?: (\\S{1,100}))?");
    private static final Pattern NPM = Pattern.compile("@?[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)?");
    private static final Pattern PYPI = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern OCI =
            Pattern.compile("[a-z0-9][a-z0-9._/-]*(?::[A-Za-z0-9._-]+)?(?:@sha256:[0-9a-f]{64})?");
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+_-]*");

    private Launch() {}

    /// @param type    `npm`, `pypi`, `oci` or `nuget`
    /// @param version a single one, or empty
    record Pack(String type, String name, String version) {}

    /// @param type `streamable-http` or `sse`
    record Remote(String type, String url) {}

    /// The first way that is sound: a remote address, or a package of a known registry. Packages without a version are
    /// not, because each start could run another program.
    public static Optional<Map<String, Object>> of(List<String> packages, List<String> remotes) {
        for (var text : remotes) {
            var remote = remote(text);
            if (remote.isPresent()) {
                var type = remote.get().type().equals("sse") ? "sse" : "http";
                return Optional.of(inOrder("type", type, "url", remote.get().url()));
            }
        }
        return packages.stream()
                .flatMap(text -> pack(text).stream())
                .filter(pack -> !pack.version().isEmpty() || pack.type().equals("oci"))
                .flatMap(pack -> command(pack).stream())
                .findFirst();
    }

    private static Optional<Map<String, Object>> command(Pack pack) {
        return switch (pack.type()) {
            case "npm" -> Optional.of(inOrder(
                    "command", "npx", "args", List.of("-y", pack.name() + "@" + pack.version())));
            case "pypi" -> Optional.of(inOrder(
                    "command", "uvx", "args", List.of(pack.name() + "@" + pack.version())));
            case "oci" -> pack.name().contains(":")
                    ? Optional.of(inOrder("command", "docker", "args", List.of("run", "-i", "--rm", pack.name())))
                    : Optional.empty();
            default -> Optional.empty();
        };
    }

    static Optional<Remote> remote(String text) {
        var match = REMOTE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var url = match.group(2);
        var type = Optional.ofNullable(match.group(1)).orElse(url.endsWith("/sse") ? "sse" : "streamable-http");
        return Optional.of(new Remote(type, url));
    }

    static Optional<Pack> pack(String text) {
        var match = PACKAGE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var type = match.group(1);
        var name = match.group(2);
        var version = Optional.ofNullable(match.group(3)).filter(each -> VERSION.matcher(each).matches()).orElse("");
        var known = switch (type) {
            case "npm" -> NPM.matcher(name).matches();
            case "oci" -> OCI.matcher(name).matches();
            default -> PYPI.matcher(name).matches();
        };
        return known ? Optional.of(new Pack(type, name, version)) : Optional.empty();
    }

    static boolean isVersion(String text) {
        return text.length() <= 100 && VERSION.matcher(text).matches();
    }

    /// The last part of a server's name, with nothing in it that a client would trip over.
    public static String serverName(String name, String slug) {
        var last = name.substring(name.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_-]+", "-");
        var cut = last.substring(0, Math.min(last.length(), 60)).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? slug : cut;
    }

    static Map<String, Object> inOrder(String one, Object first, String two, Object second) {
        var map = new LinkedHashMap<String, Object>();
        map.put(one, first);
        map.put(two, second);
        return map;
    }
}
