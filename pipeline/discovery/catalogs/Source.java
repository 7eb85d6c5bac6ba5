package discovery.catalogs;

import java.util.regex.Pattern;

/// Places on GitHub, pinned to a commit.
public final class Source {
    private static final Pattern PLACE = Pattern.compile(
            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final String HEX = "0123456789ABCDEF";

    private Source() {}

    public static boolean isPlace(String place) {
        return PLACE.matcher(place).matches();
    }

    public static boolean isCommit(String commit) {
        return COMMIT.matcher(commit).matches();
    }

    /// Whether a path stays in its repository and has nothing in it that a program would read otherwise.
    public static boolean isPath(String path) {
        if (path.isEmpty()) {
            return true;
        }
        var framed = "/" + path + "/";
        if (framed.contains("//") || framed.contains("/./") || framed.contains("/../")) {
            return false;
        }
        return path.length() <= 500 && !path.startsWith("-") && isLegible(path);
    }

    private static boolean isLegible(String path) {
        for (var i = 0; i < path.length(); i++) {
            var unit = path.charAt(i);
            if (unit == '\\' || unit == '"' || Character.isSurrogate(unit) || Character.isISOControl(unit)) {
                return false;
            }
        }
        return true;
    }

    /// The file as it is at the commit.
    public static String raw(String base, String place, String commit, String path) {
        return base + "/" + place + "/" + commit + "/" + encoded(path);
    }

    static String tree(String base, String place, String commit, String path) {
        return base + "/" + place + "/tree/" + commit + (path.isEmpty() ? "" : "/" + encoded(path));
    }

    public static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Percent-encodes everything but unreserved characters and slashes.
    static String encoded(String path) {
        var out = new StringBuilder();
        for (var i = 0; i < path.length(); i++) {
            var unit = path.charAt(i);
            if (unit < 0x80 && (Character.isLetterOrDigit(unit) || "/-._~".indexOf(unit) >= 0)) {
                out.append(unit);
            } else if (unit < 0x80) {
                octet(out, unit);
            } else if (unit < 0x800) {
                octet(out, 0xC0 | (unit >> 6));
                octet(out, 0x80 | (unit & 0x3F));
            } else {
                octet(out, 0xE0 | (unit >> 12));
                octet(out, 0x80 | (unit >> 6 & 0x3F));
                octet(out, 0x80 | (unit & 0x3F));
            }
        }
        return out.toString();
    }

    private static void octet(StringBuilder out, int octet) {
        out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
    }
}
