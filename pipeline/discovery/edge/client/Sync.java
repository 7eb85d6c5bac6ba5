package discovery.edge.client;

import discovery.edge.cli.Refused;
import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.edge.release.Origin;
import discovery.edge.release.Release;
import discovery.edge.search.Finder;
import discovery.edge.signing.TufTarget;
import discovery.edge.signing.TufVerifier;
import discovery.edge.signing.VerificationException;
import discovery.edge.signing.VerificationException.Reason;
import discovery.edge.signing.Verified;
import discovery.edge.sqlite.SkillsDbReader;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Brings a home to the newest build: find the pointer, verify it, lay the build out beside the others, ask it, take it
/// into use. Until the last step nothing that is in use has changed; after a failure or a kill the next run goes on.
public final class Sync {
    private static final Duration WALK = Duration.ofHours(24);
    private static final Duration FUTURE = Duration.ofHours(24);
    /// Clients that sync by themselves are spread over an hour.
    private static final Duration SPREAD = Duration.ofMinutes(30);
    private static final int POINTER = 16 << 10;
    private static final String TIMESTAMP = "timestamp.json";
    private static final int ISSUES = 1_000;
    private static final int CANARIES = 5;

    private final Home home;
    private final Optional<byte[]> root;
    private final List<String> named;
    private final Instant now;
    private final Random random;
    private Optional<Duration> patience = Optional.empty();
    private State state;
    private Settings settings;

    /// What came of it.
    ///
    /// @param changed another build is in use than before
    /// @param said    one sentence
    public record Outcome(Manifest manifest, boolean changed, String said) {}

    /// @param root   the trusted root, for a first sync or where the user names one; else the home's own
    /// @param named  folders and addresses of releases that the user names; none: those that are known
    /// @param random spreads the time of the next sync
    public Sync(Home home, Optional<byte[]> root, List<String> named, Instant now, Random random) throws IOException {
        this.home = home;
        this.root = root.map(byte[]::clone);
        this.named = List.copyOf(named);
        this.now = now;
        this.random = random;
        this.state = State.read(home.index());
        this.settings = Settings.of(home.folder());
    }

    /// Gives up on an answer that takes longer than this as a whole.
    public Sync within(Duration time) {
        patience = Optional.of(time);
        return this;
    }

    /// @param force ask and check even if nothing is due, and mend what is damaged
    /// @param due   only if it is time: what a hook or a timer calls
    /// @throws VerificationException when what the mirrors have must not be trusted; what is in use stays
    /// @throws IOException           when no mirror has anything; what is in use stays
    public Outcome run(boolean force, boolean due) throws IOException, VerificationException {
        if (due && home.current().isPresent() && State.instant(state.next()).filter(now::isBefore).isPresent()) {
            return new Outcome(home.manifest(), false, "The next sync is due at " + state.next() + ".");
        }
        Files.createDirectories(home.index());
        try (var channel = FileChannel.open(home.index().resolve(".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            var lock = channel.tryLock();
            if (lock == null) {
                System.err.println("discover: another sync is at work; waiting for it");
                channel.lock();
            }
            Published.recover(home.index());
            state = State.read(home.index());
            settings = Settings.of(home.folder());
            return locked(force);
        }
    }

    private Outcome locked(boolean force) throws IOException, VerificationException {
        var before = home.current();
        var pinned = settings.pinned();
        if (pinned.isPresent()) {
            return pinned(pinned.get(), before);
        }
        var problem = "";
        try {
            return newest(force, before);
        } catch (IOException | VerificationException e) {
            problem = String.valueOf(e.getMessage());
            throw e;
        } finally {
            var hours = Duration.ofHours(Long.parseLong(settings.get("index.hours").orElse("24")));
            var spread = Duration.ofSeconds(random.nextLong(2 * SPREAD.toSeconds()) - SPREAD.toSeconds());
            state = state.asked(now, now.plus(hours).plus(spread), problem);
            state.write(home.index());
        }
    }

    private Outcome newest(boolean force, Optional<Path> before) throws IOException, VerificationException {
        var mirrors = before.isPresent() ? Home.manifest(before.get()).mirrors() : List.<String>of();
        var places = new Places(named, settings, state, mirrors, patience);
        var refusals = new ArrayList<VerificationException>();
        var refused = new ArrayList<Refused>();
        var failures = new ArrayList<String>();
        var behind = false;
        for (var place : places.all()) {
            var origin = places.origin(place, failures);
            if (origin.isEmpty()) {
                continue;
            }
            if (state.waitsFor(origin.get().host(), now)) {
                failures.add("%s wants to be left alone until %s".formatted(origin.get(),
                        state.waits().get(origin.get().host())));
                continue;
            }
            try {
                var outcome = from(origin.get(), places, force, before);
                state = state.from(places.chosen());
                return outcome;
            } catch (VerificationException e) {
                if (e.reason() == Reason.ROLLBACK && before.isPresent()) {
                    behind = true;
                } else {
                    refusals.add(e);
                }
                failures.add(origin.get() + ": " + e.getMessage());
            } catch (Refused e) {
                refused.add(e);
                failures.add(origin.get() + ": " + e.getMessage());
            } catch (IOException e) {
                new Mirrors(List.of(), home.folder(), this::wait, now).note(origin.get(), e);
                failures.add(Mirrors.said(e));
            }
        }
        if (!refusals.isEmpty()) {
            throw refusals.getFirst();
        }
        if (!refused.isEmpty()) {
            throw refused.getFirst();
        }
        if (behind) {
            if (State.instant(state.expires()).filter(now::isAfter).isPresent()) {
                throw new Refused("every mirror is behind the index in use, which is out of date since %s; %s"
                        .formatted(state.expires(), String.join("; ", failures)));
            }
            return new Outcome(home.manifest(), false, "The mirrors are behind the build in use; that stays.");
        }
        throw new IOException(failures.isEmpty()
                ? "no place is known to sync from; name one: discover sync --from DIR|URL"
                : String.join("; ", failures));
    }

    private void wait(String host, Instant until) {
        state = state.waiting(host, until);
    }

    private Outcome from(Origin origin, Places places, boolean force, Optional<Path> before)
            throws IOException, VerificationException {
        var pointer = origin.upTo(Release.METADATA + TIMESTAMP, POINTER + 1);
        var text = new String(pointer, StandardCharsets.ISO_8859_1);
        var isNewest = before.isPresent() && state.trusted()
                .filter(seen -> before.get().equals(home.place(seen.targets() / ISSUES))).isPresent();
        if (!force && isNewest && text.equals(state.timestamp())
                && State.instant(state.expires()).filter(now::isBefore).isPresent()
                && State.instant(state.verified()).filter(at -> now.isBefore(at.plus(WALK))).isPresent()) {
            return new Outcome(home.manifest(), false, "Nothing has changed.");
        }
        var verified = TufVerifier.verify(trustedRoot(), (name, most) -> name.equals(TIMESTAMP) ? pointer
                : origin.upTo(Release.METADATA + name, most + 1), now, state.trusted());
        var seq = verified.seq() / ISSUES;
        var mirrors = mirrors(places.origins(origin, state, now));
        var target = target(verified, seq);
        if (state.trusted().filter(seen -> seen.targets() / ISSUES == seq).isPresent() && !state.manifest().isEmpty()
                && !state.manifest().equals(target.sha256())) {
            throw new Refused("build %d has another manifest than before: %s now, %s then; report both".formatted(seq,
                    target.sha256(), state.manifest()));
        }
        revoked(verified, mirrors);
        var changed = false;
        var how = "";
        var isNew = before.isEmpty() || Home.manifest(before.get()).seq() != seq;
        if (isNew || force) {
            var bytes = mirrors.bytes(target.storedAs(), target.length(), target.sha256());
            var manifest = manifest(bytes, seq);
            if (isNew || !sound()) {
                how = make(manifest, bytes, mirrors, Places.here(origin), before);
                changed = true;
            }
        }
        Published.file(home.index().resolve("root.json"), verified.root().getBytes(StandardCharsets.US_ASCII));
        state = state.verified(verified.trusted(), text, verified.expires(), now, target.sha256());
        var manifest = home.manifest();
        return new Outcome(manifest, changed, changed
                ? "The index is at version %s, with %d entries (%s).".formatted(manifest.version(),
                        manifest.stats().total(), how)
                : "The index is at the newest version, %s.".formatted(manifest.version()));
    }

    private static TufTarget target(Verified verified, long seq) throws Refused {
        return Optional.ofNullable(verified.targets().get("v" + seq + "/" + Release.MANIFEST)).orElseThrow(
                () -> new Refused("the metadata of build %d signs no manifest of it; report it".formatted(seq)));
    }

    private boolean sound() {
        try {
            home.verify();
            return true;
        } catch (IOException | RuntimeException damaged) {
            System.err.println("discover: " + damaged.getMessage());
            return false;
        }
    }

    private Mirrors mirrors(List<Origin> origins) {
        return new Mirrors(origins, home.folder().resolve("cache").resolve("downloads"), this::wait, now);
    }

    private byte[] trustedRoot() throws IOException {
        if (root.isPresent()) {
            return root.get().clone();
        }
        var own = home.index().resolve("root.json");
        if (Files.exists(own)) {
            return Files.readAllBytes(own);
        }
        throw new IOException("no root of trust is known; name one: discover sync --root FILE");
    }

    private Manifest manifest(byte[] bytes, long seq) throws IOException {
        Manifest manifest;
        try {
            manifest = Manifest.of(Json.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (MalformedException | IllegalArgumentException e) {
            throw new Refused("the manifest of build %d: %s".formatted(seq, e.getMessage()));
        }
        if (manifest.seq() != seq) {
            throw new Refused("the manifest of build %d says that it is of %d; report it".formatted(seq,
                    manifest.seq()));
        }
        if (manifest.built().isAfter(now.plus(FUTURE))) {
            throw new Refused("build %d says that it is of %s; check this computer's clock, or report it".formatted(
                    seq, manifest.built()));
        }
        if (!manifest.isFor(Manifest.CLIENT)) {
            throw new Refused("build %d is for clients from %s on; this is %s: update it, the index in use stays"
                    .formatted(seq, manifest.minClient(), Manifest.CLIENT));
        }
        switch (manifest.status()) {
            case "deprecated" -> System.err.println("discover: this index will end; look for its successor");
            case "eol" -> System.err.println("discover: this index has ended and gets no news any more");
            default -> {}
        }
        return manifest;
    }

    private String make(Manifest manifest, byte[] bytes, Mirrors mirrors, boolean here, Optional<Path> before)
            throws IOException {
        var place = home.place(manifest.seq());
        if (kept(place, bytes)) {
            home.use(manifest.seq());
            return "kept here";
        }
        var old = before.filter(build -> Files.exists(build.resolve(Release.MANIFEST)));
        var making = new Making(mirrors, manifest, bytes, here, old, state.bad());
        try {
            Published.replacing(place, folder -> {
                making.into(folder, settings.get("index.vectors").filter("false"::equals).isEmpty());
                ask(folder);
            });
        } finally {
            making.bad().forEach(sha256 -> state = state.bad(sha256));
        }
        home.use(manifest.seq());
        home.prune();
        return making.how();
    }

    /// Whether this very build is here and whole: after a rollback, or a kill before the last step.
    private static boolean kept(Path place, byte[] manifest) throws IOException {
        if (!Files.exists(place.resolve(Release.MANIFEST))
                || !Arrays.equals(Files.readAllBytes(place.resolve(Release.MANIFEST)), manifest)) {
            return false;
        }
        try {
            Home.verify(place);
            return true;
        } catch (IOException | RuntimeException damaged) {
            return false;
        }
    }

    /// Asks a new build what every index can answer, before it is taken into use.
    private static void ask(Path folder) throws IOException {
        try (var reader = SkillsDbReader.open(folder.resolve(Home.DATABASE))) {
            var header = reader.header();
            var lost = 0;
            var asked = 0;
            for (var slot = 0; slot < header.nextSlot() && asked < CANARIES; slot += 1 + header.nextSlot() / 97) {
                var row = reader.bySlot(slot).filter(each -> each.content().name().matches("[A-Za-z0-9 -]{4,60}"));
                if (row.isPresent()) {
                    asked++;
                    var name = row.get().content().name();
                    lost += Finder.byWords(reader, name, 50).isEmpty() ? 1 : 0;
                }
            }
            if (lost > asked / 2) {
                throw new IOException("the new build does not find its own entries; the one in use stays");
            }
        }
    }

    /// What is hidden at once, in every build that is kept.
    private void revoked(Verified verified, Mirrors mirrors) throws IOException {
        keep(verified.revoked(), mirrors, home.index().resolve(Release.REVOKED_NOW));
        keep(Optional.ofNullable(verified.targets().get(Release.REVOKED)), mirrors,
                home.index().resolve(Release.REVOKED));
    }

    private static void keep(Optional<TufTarget> target, Mirrors mirrors, Path place) throws IOException {
        if (target.isPresent() && !(Files.exists(place) && Sha256.of(place).equals(target.get().sha256()))) {
            var list = target.get();
            Published.file(place, mirrors.bytes(list.storedAs(), list.length(), list.sha256()));
        }
    }

    private Outcome pinned(long seq, Optional<Path> before) throws IOException, VerificationException {
        if (before.isPresent() && before.get().equals(home.place(seq))) {
            return new Outcome(home.manifest(), false, "The index stays at version %s, as `index.version` says."
                    .formatted(Manifest.version(seq)));
        }
        if (home.builds().contains(seq)) {
            home.use(seq);
            return new Outcome(home.manifest(), true, "The index is at version %s again, as `index.version` says."
                    .formatted(Manifest.version(seq)));
        }
        var releases = before.isPresent() ? Home.manifest(before.get()).releases() : Optional.<String>empty();
        var places = new Places(named, settings, state,
                releases.map(base -> List.of(base + Manifest.tag(seq) + "/")).orElse(List.of()), patience);
        var failures = new ArrayList<String>();
        for (var place : places.all()) {
            var origin = places.origin(place, failures);
            try {
                if (origin.isPresent()) {
                    var release = Release.openPrevious(origin.get(), trustedRoot(), now);
                    if (release.manifest().seq() == seq) {
                        var target = target(release.verified(), seq);
                        var bytes = origin.get().bytes(target.storedAs(), target.length());
                        var mirrors = mirrors(List.of(origin.get()));
                        var how =
                                make(manifest(bytes, seq), bytes, mirrors, Places.here(origin.get()), Optional.empty());
                        return new Outcome(home.manifest(), true, "The index is at version %s, as `index.version` says"
                                .formatted(Manifest.version(seq)) + " (" + how + ").");
                    }
                    failures.add("%s has build %d".formatted(place, release.manifest().seq()));
                }
            } catch (IOException e) {
                failures.add(Mirrors.said(e));
            }
        }
        throw new IOException(
                "version %s is not kept here and was found nowhere; name its release: discover sync --from"
                        .formatted(Manifest.version(seq)) + " DIR|URL; " + String.join("; ", failures));
    }
}
