package discovery.edge.signing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every key of the publisher, derived from seeds. The root keys come from one seed, which stays offline; `targets`,
/// `snapshot`, `timestamp`, `revoked` and `openpgp` come from another, which the nightly job holds.
///
/// Law: the same seeds give the same keys, on any machine. Prints public facts only.
public final class Keys {

    /// The length of a seed in bytes.
    public static final int SEED_BYTES = 32;

    /// The length of the secrets of three keys.
    static final int REVOKING_BYTES = 3 * SEED_BYTES;

    private static final int MAX_USER_ID_BYTES = 200;
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");
    /// OpenPGP counts seconds in 32 bits.
    private static final Instant LATEST = Instant.ofEpochSecond(0xFFFF_FFFFL);

    private final Optional<List<SigningKey>> root;
    private final Map<TufRole, SigningKey> online;
    private final SigningKey revoked;
    private final Optional<SigningKey> openPgp;
    private final String userId;
    private final Instant created;

    private Keys(Optional<byte[]> rootSeed, byte[] onlineSeed, String userId, Instant created) {
        rootSeed.ifPresent(Keys::requireSeed);
        requireSeed(onlineSeed);
        this.root = rootSeed.map(
                seed -> Stream.of("root-1", "root-2", "root-3").map(name -> SigningKey.derive(seed, name)).toList());
        this.online = new EnumMap<>(TufRole.class);
        for (var role : List.of(TufRole.TARGETS, TufRole.SNAPSHOT, TufRole.TIMESTAMP)) {
            online.put(role, SigningKey.derive(onlineSeed, role.type()));
        }
        this.revoked = SigningKey.derive(onlineSeed, Delegation.ROLE);
        this.openPgp = Optional.of(SigningKey.derive(onlineSeed, "openpgp"));
        this.userId = requireUserId(userId);
        this.created = requireCreated(created);
    }

    private Keys(byte[] revoking, String userId, Instant created) {
        this.root = Optional.empty();
        this.revoked = SigningKey.of(revoking, 0, Delegation.ROLE);
        this.online = new EnumMap<>(TufRole.class);
        online.put(TufRole.SNAPSHOT, SigningKey.of(revoking, SEED_BYTES, TufRole.SNAPSHOT.type()));
        online.put(TufRole.TIMESTAMP, SigningKey.of(revoking, 2 * SEED_BYTES, TufRole.TIMESTAMP.type()));
        this.openPgp = Optional.empty();
        this.userId = requireUserId(userId);
        this.created = requireCreated(created);
    }

    /// Keys that can hide entries and sign no build, from what `revoking` gives.
    static Keys toRevoke(byte[] revoking, String userId, Instant created) {
        return new Keys(revoking, userId, created);
    }

    /// Those of these keys that can hide entries and sign no build.
    public Keys toRevoke() {
        return toRevoke(revoking(), userId, created);
    }

    /// The secrets of the three keys that a revocation needs.
    byte[] revoking() {
        var secrets = new byte[REVOKING_BYTES];
        var place = 0;
        for (var key : List.of(revoked, of(TufRole.SNAPSHOT).getFirst(), of(TufRole.TIMESTAMP).getFirst())) {
            key.secret().encode(secrets, place);
            place += SEED_BYTES;
        }
        return secrets;
    }

    /// All keys from one seed of 32 bytes: for samples and tests, whose seed is published anyway.
    public static Keys fromSeed(byte[] seed, String userId, Instant created) {
        return of(Optional.of(seed), seed, userId, created);
    }

    /// Keys from a root seed, where this process may hold it, and an online seed, of 32 bytes each.
    ///
    /// @param userId  the name on the OpenPGP key, as in `Skill Index <index@example.org>`
    /// @param created when the keys came into use; it is part of the OpenPGP key and of the first root, so it must not
    ///                change; fractions of a second are dropped, because OpenPGP has none
    /// @throws IllegalArgumentException when a seed has another length, the user id is no single line of text, or the
    ///                                  instant is outside of 1980 to 2106
    public static Keys of(Optional<byte[]> rootSeed, byte[] onlineSeed, String userId, Instant created) {
        return new Keys(rootSeed, onlineSeed, userId, created);
    }

    /// Whether these keys can sign a root; a process with the online seed alone cannot.
    public boolean holdRoot() {
        return root.isPresent();
    }

    /// The name on the OpenPGP key.
    public String userId() {
        return userId;
    }

    /// When the keys came into use, in whole seconds.
    public Instant created() {
        return created;
    }

    List<SigningKey> of(TufRole role) {
        return switch (role) {
            case ROOT -> root.orElseThrow(
                    () -> new IllegalStateException(
                            "These keys hold no root seed: sign roots where the key file has a root_seed line."));
            case TARGETS, SNAPSHOT, TIMESTAMP -> List.of(
                    Optional.ofNullable(online.get(role)).orElseThrow(Keys::onlyRevoke));
        };
    }

    /// The key of the list of what is hidden.
    SigningKey revoked() {
        return revoked;
    }

    SigningKey openPgp() {
        return openPgp.orElseThrow(Keys::onlyRevoke);
    }

    private static IllegalStateException onlyRevoke() {
        return new IllegalStateException("These keys can hide entries, but sign no build.");
    }

    /// Whether these keys can sign a build; those that may only hide entries cannot.
    public boolean signBuilds() {
        return openPgp.isPresent();
    }

    @Override
    public String toString() {
        return "Keys[" + userId + ", created " + created + (holdRoot() ? ", with" : ", without") + " root keys]";
    }

    static String requireUserId(String userId) {
        if (userId.isBlank() || !userId.equals(userId.strip()) || userId.chars().anyMatch(Character::isISOControl)
                || userId.getBytes(StandardCharsets.UTF_8).length > MAX_USER_ID_BYTES) {
            throw new IllegalArgumentException(
                    "A user id must be one line of 1 to " + MAX_USER_ID_BYTES + " bytes without blanks around it.");
        }
        return userId;
    }

    static Instant requireCreated(Instant created) {
        if (created.isBefore(EARLIEST) || created.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "The creation time of keys must lie between " + EARLIEST + " and " + LATEST + ".");
        }
        return created.truncatedTo(ChronoUnit.SECONDS);
    }

    private static void requireSeed(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("A seed must have " + SEED_BYTES + " bytes, not " + seed.length + ".");
        }
    }
}
