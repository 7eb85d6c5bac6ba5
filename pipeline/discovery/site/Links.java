package discovery.site;

import discovery.model.Row;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses of other places, where they are safe to offer as a link; what is not is shown as text.
final class Links {
    private static final String HOST = "https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?";
    private static final Pattern WEB = Pattern.compile(HOST + "(?:[/?#][!-~&&[^\"'<>`\\\\^{|}]]*)?");
    private static final Pattern SITE = Pattern.compile(HOST + "/(?:[A-Za-z0-9._~-]+/)*");
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})");
    private static final Pattern PROJECT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    private Links() {}

    /// The address, when it is plainly one of the web: http(s), a host, no user, no character that needs care.
    static Optional<String> web(String address) {
        return Optional.of(address).filter(text -> WEB.matcher(text).matches());
    }

    static boolean isSiteAddress(String address) {
        return SITE.matcher(address).matches();
    }

    static boolean isRepository(String name) {
        var slash = name.indexOf('/');
        return slash > 0
                && OWNER.matcher(name.substring(0, slash)).matches()
                && PROJECT.matcher(name.substring(slash + 1)).matches();
    }

    static Optional<String> repository(String place) {
        return Optional.of(place).filter(Links::isRepository).map(name -> "https://github.com/" + name);
    }

    /// The place on GitHub as it was read: pinned to the commit, so that it shows what we saw.
    static Optional<String> source(Row.Content content) {
        var path = content.path();
        if (!COMMIT.matcher(content.commit()).matches() || hasDots(path)) {
            return Optional.empty();
        }
        return repository(content.place()).map(repository -> {
            if (path.isEmpty()) {
                return repository + "/tree/" + content.commit();
            }
            var last = path.substring(path.lastIndexOf('/') + 1);
            var view = last.contains(".") ? "/blob/" : "/tree/";
            return repository + view + content.commit() + "/" + encoded(path, true);
        });
    }

    /// The difference between two commits of a repository on GitHub.
    static Optional<String> comparison(String place, String before, String after) {
        return repository(place)
                .filter(address -> COMMIT.matcher(before).matches() && COMMIT.matcher(after).matches())
                .map(address -> address + "/compare/" + before + "..." + after);
    }

    /// Percent-encodes all but the unreserved characters.
    static String encoded(String text, boolean slashes) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if ((point < 0x7F && isPlain(Character.toLowerCase(point)))
                    || "-._~".indexOf(point) >= 0
                    || (slashes && point == '/')) {
                out.append((char) point);
            } else {
                Utf8.each(point, octet -> out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16))));
            }
        });
        return out.toString();
    }

    /// One of `a`–`z` and `0`–`9`, which mean themselves everywhere.
    static boolean isPlain(int point) {
        return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
    }

    /// A browser resolves `..` before it asks, and would then ask another repository.
    private static boolean hasDots(String path) {
        return Arrays.stream(path.split("/", -1)).anyMatch(part -> part.equals(".") || part.equals(".."));
    }
}
