package discovery.site;

import discovery.model.Row;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses of other places, where they are safe to offer as a link; what is not is shown as text.
final class Links {
    private static final String HOST = "https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?";
    private static final Pattern WEB = Pattern.compile(HOST + "(?:[/?#][!-~&&[^\"'<>`\\\\^{|}]]*)?");
    private static final Pattern SITE = Pattern.compile(HOST + "/(?:[A-Za-z0-9._~-]+/)*");
    private static final int LONGEST = 100;

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
        var rest = name.length() - slash - 1;
        if (slash < 1 || slash > LONGEST || rest < 1 || rest > LONGEST || !isPlain(lower(name.charAt(0)))) {
            return false;
        }
        for (var i = 1; i < name.length(); i++) {
            var unit = name.charAt(i);
            if (i != slash && !isPlain(lower(unit)) && unit != '-' && unit != '_' && !(unit == '.' && i > slash)) {
                return false;
            }
        }
        return !name.endsWith("/.") && !name.endsWith("/..");
    }

    private static int lower(int unit) {
        return unit >= 'A' && unit <= 'Z' ? unit + ('a' - 'A') : unit;
    }

    /// Forty digits in lower case.
    private static boolean isCommit(String text) {
        var is = text.length() == 40;
        for (var i = 0; i < text.length() && is; i++) {
            is = Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) <= 'f'
                    && (text.charAt(i) <= '9' || text.charAt(i) >= 'a');
        }
        return is;
    }

    static Optional<String> repository(String place) {
        return Optional.of(place).filter(Links::isRepository).map(name -> "https://github.com/" + name);
    }

    /// The place on GitHub as it was read: pinned to the commit, so that it shows what we saw.
    static Optional<String> source(Row.Content content) {
        var path = content.path();
        if (!isCommit(content.commit()) || hasDots(path)) {
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
                .filter(address -> isCommit(before) && isCommit(after))
                .map(address -> address + "/compare/" + before + "..." + after);
    }

    /// Percent-encodes all but the unreserved characters.
    static String encoded(String text, boolean slashes) {
        for (var i = 0; i < text.length(); i++) {
            if (!isBare(text.charAt(i), slashes)) {
                var out = new StringBuilder(text.length() + 16);
                text.codePoints().forEach(point -> encoded(point, slashes, out));
                return out.toString();
            }
        }
        return text;
    }

    private static boolean isBare(int point, boolean slashes) {
        return isPlain(lower(point)) || "-._~".indexOf(point) >= 0 || (slashes && point == '/');
    }

    private static void encoded(int point, boolean slashes, StringBuilder out) {
        if (isBare(point, slashes)) {
            out.append((char) point);
        } else {
            Utf8.each(point, octet -> out.append('%')
                    .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
                    .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16))));
        }
    }

    /// One of `a`–`z` and `0`–`9`, which mean themselves everywhere.
    static boolean isPlain(int point) {
        return (point >= 'a' && point <= 'z') || (point >= '0' && point <= '9');
    }

    /// A browser resolves `..` before it asks, and would then ask another repository.
    private static boolean hasDots(String path) {
        var framed = "/" + path + "/";
        return framed.contains("/./") || framed.contains("/../");
    }
}
