package discovery.edge.signing;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// The seeds as text, for a file that only its owner reads or a secret of the workflow:
/// ```
/// root_seed = BASE64 of 32 bytes; absent in the file that the nightly job gets
/// online_seed = BASE64 of 32 bytes
/// user_id = Skill Index <index@example.org>
/// created = 2026-01-01T00:00:00Z
/// ```
/// In the file of somebody who may hide entries and sign no build, `revoking_keys` stands instead of the seeds.
/// Empty lines and lines that begin with `#` are skipped. Neither `toString` nor any message shows a seed.
///
/// Law: `parse(file.format())` has the keys of `file`.
public final class KeyFile {

    private static final String ROOT_SEED = "root_seed";
    private static final String ONLINE_SEED = "online_seed";
    private static final String USER_ID = "user_id";
    private static final String CREATED = "created";
    private static final String REVOKING_KEYS = "revoking_keys";
    private static final Set<String> NAMES = Set.of(ROOT_SEED, ONLINE_SEED, USER_ID, CREATED, REVOKING_KEYS);

    private final Optional<byte[]> rootSeed;
    /// The online seed, or the keys to revoke.
    private final byte[] online;
    private final boolean revoking;
    private final String userId;
    private final Instant created;

    private KeyFile(Optional<byte[]> rootSeed, byte[] online, boolean revoking, String userId, Instant created) {
        this.rootSeed = rootSeed;
        this.online = online;
        this.revoking = revoking;
        this.userId = Keys.requireUserId(userId);
        this.created = Keys.requireCreated(created);
    }

    /// New seeds, both of them, from the caller's source of randomness.
    public static KeyFile generate(SecureRandom random, String userId, Instant created) {
        var rootSeed = new byte[Keys.SEED_BYTES];
        var onlineSeed = new byte[Keys.SEED_BYTES];
        random.nextBytes(rootSeed);
        random.nextBytes(onlineSeed);
        return new KeyFile(Optional.of(rootSeed), onlineSeed, false, userId, created);
    }

    /// The keys after these: all seeds are new, or the online one alone. Signatures are by the new keys from `now` on.
    public KeyFile next(boolean onlineOnly, SecureRandom random, Instant now) {
        var made = generate(random, userId, now);
        return onlineOnly ? new KeyFile(rootSeed, made.online, false, userId, now) : made;
    }

    /// Reads the textual form.
    ///
    /// @throws IllegalArgumentException with one sentence that names the line
    public static KeyFile parse(String text) {
        var values = new TreeMap<String, Line>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var equals = line.indexOf('=');
            var name = equals < 0 ? "" : line.substring(0, equals).strip();
            // The line itself is not repeated: it may be a seed that was pasted without its name.
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "Key file, line " + number + ": expected NAME = VALUE, where NAME is one of root_seed, "
                                + "online_seed, revoking_keys, user_id and created.");
            }
            var value = new Line(number, name, line.substring(equals + 1).strip());
            var earlier = values.putIfAbsent(name, value);
            if (earlier != null) {
                throw value.wrong("stands already on line " + earlier.number());
            }
        }
        var revoking = values.get(REVOKING_KEYS);
        if (revoking != null && (values.containsKey(ROOT_SEED) || values.containsKey(ONLINE_SEED))) {
            throw revoking.wrong("stands alone or not at all: a seed has these keys too");
        }
        return new KeyFile(Optional.ofNullable(values.get(ROOT_SEED)).map(line -> secret(line, Keys.SEED_BYTES)),
                revoking != null ? secret(revoking, Keys.REVOKING_BYTES)
                        : required(values, ONLINE_SEED, line -> secret(line, Keys.SEED_BYTES)),
                revoking != null,
                required(values, USER_ID, line -> line.checked(Keys::requireUserId)),
                required(values, CREATED, KeyFile::instant));
    }

    /// The textual form, ending in a line feed. It holds the seeds: keep it out of logs and repositories.
    public String format() {
        var text = new StringBuilder("# Secret keys of the skill index: never commit or print them.\n");
        rootSeed.ifPresent(seed -> append(text, ROOT_SEED, Base64.getEncoder().encodeToString(seed)));
        append(text, revoking ? REVOKING_KEYS : ONLINE_SEED, Base64.getEncoder().encodeToString(online));
        append(text, USER_ID, userId);
        append(text, CREATED, created.toString());
        return text.toString();
    }

    /// The same file without its root seed: what the nightly job gets.
    public KeyFile withoutRoot() {
        return new KeyFile(Optional.empty(), online, revoking, userId, created);
    }

    /// What somebody gets who may hide entries, and sign no build.
    public KeyFile toRevoke() {
        return new KeyFile(Optional.empty(), keys().revoking(), true, userId, created);
    }

    /// The keys that the seeds give.
    public Keys keys() {
        return revoking ? Keys.toRevoke(online, userId, created) : Keys.of(rootSeed, online, userId, created);
    }

    @Override
    public String toString() {
        return "KeyFile[" + userId + ", created " + created + (rootSeed.isPresent() ? ", with" : ", without")
                + " root seed]";
    }

    private static void append(StringBuilder text, String name, String value) {
        text.append(name).append(" = ").append(value).append('\n');
    }

    private static <T> T required(Map<String, Line> values, String name, Function<Line, T> read) {
        var line = values.get(name);
        if (line == null) {
            throw new IllegalArgumentException("Key file: the line `" + name + " = VALUE` is missing.");
        }
        return read.apply(line);
    }

    private static byte[] secret(Line line, int bytes) {
        try {
            var secret = Base64.getDecoder().decode(line.value());
            if (secret.length == bytes) {
                return secret;
            }
        } catch (IllegalArgumentException notBase64) {
            // Falls through: its message would show a part of the seed.
        }
        throw line.wrong("must be " + bytes + " bytes in Base64");
    }

    private static Instant instant(Line line) {
        try {
            return line.checked(text -> Keys.requireCreated(Instant.parse(text)));
        } catch (DateTimeException unreadable) {
            throw line.wrong("must be an instant such as 2026-01-01T00:00:00Z");
        }
    }

    private record Line(int number, String name, String value) {

        IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("Key file, line " + number + ": `" + name + "` " + what + ".");
        }

        @Override
        public String toString() {
            return "line " + number + ": " + name;
        }

        /// Adds the line's number to what the check has to say.
        <T> T checked(Function<String, T> check) {
            try {
                return check.apply(value);
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException("Key file, line " + number + ": " + refused.getMessage(), refused);
            }
        }
    }
}
