package discovery.edge.signing;

import discovery.edge.files.Sha256;
import java.util.Locale;
import java.util.regex.Pattern;

/// One signed file: its name, its length in bytes and its SHA-256 in lower-case hexadecimal.
///
/// The name is a relative path of `/`-separated parts, as in `v412/manifest.json`. It is restricted to what every file
/// system and URL carries unchanged, so that a signed name can never leave the folder that it is joined to.
public record TufTarget(String name, long length, String sha256) {

    private static final int MAX_NAME = 255;
    /// Leaves room for the digest and its dot in front of the last part.
    private static final int MAX_PART = 190;
    private static final long MAX_LENGTH = 1L << 40;
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_@+-](?:[A-Za-z0-9._@+-]*[A-Za-z0-9_@+-])?");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    /// Names that Windows takes for devices, with or without an extension.
    private static final Pattern DEVICE = Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    /// @throws IllegalArgumentException when the name is no safe relative path, the length is negative or above 2^40,
    ///                                  or the digest is no SHA-256
    public TufTarget {
        if (!isSafe(name)) {
            throw new IllegalArgumentException("The target name " + Json.quoted(name) + " is no safe path.");
        }
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("The length of the target " + name + " is out of range.");
        }
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("The sha256 of the target " + name + " is not 64 hexadecimal digits.");
        }
    }

    /// The target with these bytes.
    public static TufTarget of(String name, byte[] bytes) {
        return new TufTarget(name, bytes.length, Sha256.of(bytes));
    }

    /// Where consistent snapshots store it: `FOLDER/DIGEST.FILE` for the name `FOLDER/FILE`.
    public String storedAs() {
        var slash = name.lastIndexOf('/') + 1;
        return name.substring(0, slash) + sha256 + "." + name.substring(slash);
    }

    private static boolean isSafe(String name) {
        if (name.length() > MAX_NAME) {
            return false;
        }
        for (var part : name.split("/", -1)) {
            if (part.length() > MAX_PART || !PART.matcher(part).matches()
                    || DEVICE.matcher(part.toLowerCase(Locale.ROOT)).matches()) {
                return false;
            }
        }
        return true;
    }
}
