package discovery.fetch;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An address that names a repository on GitHub, perhaps a folder in it.
///
/// @param owner   as spelled in the address
/// @param project without `.git`
/// @param path    the folder that the address leads to, empty for the root; of a file, its folder
record GitHubLink(String owner, String project, String path) {
    /// First segments that name no owner: GitHub's own pages and the placeholders that real lists have.
    private static final Set<String> NO_OWNERS = Set.of(
            "sponsors", "topics", "topic", "orgs", "features", "apps", "marketplace", "about", "login", "search",
            "settings", "collections", "user-attachments", "pricing", "readme", "security", "enterprise", "site",
            "contact", "customer-stories", "explore", "trending", "notifications", "new", "issues", "pulls", "assets",
            "owner", "user", "username", "users", "your-username", "yourusername", "your-org", "yourorg", "your-name",
            "example", "your-user", "your_username", "org", "author", "team", "repos", "raw", "join", "signup");
    private static final Pattern WEB = Pattern.compile(
            "(?:git\\+)?(?:https?|git|ssh)://(?:git@)?(?:www\\.)?github\\.com/+([^/?#]+)/+([^/?#]+)(/[^?#]*)?.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SHELL = Pattern.compile(
            "git@github\\.com:([^/?#]+)/([^/?#]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern DEEP = Pattern.compile("/(tree|blob)/[^/]+/+(.+)");

    /// The repository that the address names; empty for every other address.
    static Optional<GitHubLink> of(String address) {
        var stripped = address.strip();
        var web = WEB.matcher(stripped);
        if (web.matches()) {
            var rest = Optional.ofNullable(web.group(3)).orElse("");
            return of(web.group(1), web.group(2), folder(rest));
        }
        var shell = SHELL.matcher(stripped);
        return shell.matches() ? of(shell.group(1), shell.group(2), "") : Optional.empty();
    }

    /// The repository of a short name: `owner/name`.
    static Optional<GitHubLink> ofName(String name) {
        var parts = name.strip().split("/", -1);
        return parts.length == 2 ? of(parts[0], parts[1], "") : Optional.empty();
    }

    private static Optional<GitHubLink> of(String owner, String name, String path) {
        var project = name.replaceFirst("(?i)\\.git$", "").replaceFirst("\\.+$", "");
        var good = OWNER.matcher(owner).matches() && !owner.endsWith("-") && !NO_OWNERS.contains(Texts.lower(owner))
                && PROJECT.matcher(project).matches();
        return good ? Optional.of(new GitHubLink(owner, project, path)) : Optional.empty();
    }

    private static String folder(String rest) {
        var deep = DEEP.matcher(rest);
        if (!deep.matches()) {
            return "";
        }
        var path = Paths.clean(decoded(deep.group(2))).orElse("");
        return deep.group(1).equals("blob") ? Texts.folder(path) : path;
    }

    /// With `%20` and the like as what they stand for, where that is ASCII; else as it is.
    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        var plain = new StringBuilder();
        for (var i = 0; i < path.length(); i++) {
            var code = path.charAt(i) == '%' && path.length() >= i + 3 ? hex(path.substring(i + 1, i + 3)) : -1;
            if (code >= 0x20 && code < 0x7f) {
                plain.append((char) code);
                i += 2;
            } else {
                plain.append(path.charAt(i));
            }
        }
        return plain.toString();
    }

    private static int hex(String digits) {
        return digits.matches("[0-9A-Fa-f]{2}") ? Integer.parseInt(digits, 16) : -1;
    }

    /// `owner/name` as spelled.
    String name() {
        return owner + "/" + project;
    }
}
