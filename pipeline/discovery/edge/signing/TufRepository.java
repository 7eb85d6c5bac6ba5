package discovery.edge.signing;

import discovery.edge.files.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The publisher's side of TUF (specification 1.0.31): roots, and the signed metadata of one build.
///
/// Law: the same arguments give the same bytes. What it returns has passed [TufVerifier] as a new client would run it.
public final class TufRepository {

    /// How long before the end somebody is told.
    private static final Duration WARNING = Duration.ofDays(90);

    private TufRepository() {
    }

    /// Root 1: three root keys of which two must sign, and the keys of the other roles. Its expiry counts from the
    /// creation of the keys, so that the same keys always give the same root.
    ///
    /// @throws IllegalStateException when the keys hold no root seed
    public static byte[] firstRoot(Keys keys, TufExpiry expiry) {
        return Metadata.write(root(1, keys, keys.created().plus(expiry.root())), keys.of(TufRole.ROOT));
    }

    /// The root after `previous`: names the keys of `next` and is signed by the root keys of both, so that clients
    /// walk over. Use it to rotate any key, or to renew the expiry with the same keys.
    ///
    /// @param now when the root is made; its expiry counts from here
    /// @throws IllegalArgumentException when `previous` is no root, or not one of `old`
    /// @throws IllegalStateException    when `old` or `next` hold no root seed
    public static byte[] nextRoot(byte[] previous, Keys old, Keys next, Instant now, TufExpiry expiry) {
        var before = readRoot(previous);
        var signing = new ArrayList<>(old.of(TufRole.ROOT));
        signing.addAll(next.of(TufRole.ROOT));
        var expires = now.plus(expiry.root());
        var bytes = Metadata.write(root(before.version() + 1, next, expires), signing);
        try {
            readRoot(bytes).metadata().requireSignedBy(before.signers(TufRole.ROOT));
        } catch (VerificationException foreign) {
            throw new IllegalArgumentException(
                    "The old keys are not those of root " + before.version() + ": clients would refuse its successor.",
                    foreign);
        }
        return bytes;
    }

    /// The file name that belongs to a root, as in `2.root.json`.
    ///
    /// @throws IllegalArgumentException when the bytes are no root
    public static String rootName(byte[] root) {
        return Root.fileName(readRoot(root).version());
    }

    /// The metadata of one build, with the first root made from the keys themselves.
    ///
    /// @see #metadata(Keys, List, Collection, long, Instant, TufExpiry)
    public static SortedMap<String, byte[]> metadata(Keys keys, Collection<TufTarget> targets, long seq, Instant now,
            TufExpiry expiry) {
        return metadata(keys, List.of(firstRoot(keys, expiry)), targets, seq, now, expiry);
    }

    /// The metadata of one build, without a list of what is hidden.
    ///
    /// @see #metadata(Keys, List, Collection, Optional, long, Instant, TufExpiry)
    public static SortedMap<String, byte[]> metadata(Keys keys, List<byte[]> roots, Collection<TufTarget> targets,
            long seq, Instant now, TufExpiry expiry) {
        return metadata(keys, roots, targets, Optional.empty(), seq, now, expiry);
    }

    /// The metadata of one build by file name: every given `N.root.json`, `SEQ.targets.json`, `SEQ.snapshot.json` and
    /// `timestamp.json`. Publish `timestamp.json` last; the others never change under their names.
    ///
    /// @param keys    need no root seed
    /// @param roots   all roots from the oldest that a client may trust to the newest, in order
    /// @param targets the signed files; their names are unique
    /// @param revoked the list of what is hidden, `revoked-now.json`, which a role of its own signs
    /// @param seq     the build's sequence number, and the version of all three files; 1 to 2^31 - 1
    /// @param now     the time of signing, from which expiry counts
    /// @throws IllegalArgumentException when a client would refuse the result; the message says why
    public static SortedMap<String, byte[]> metadata(Keys keys, List<byte[]> roots, Collection<TufTarget> targets,
            Optional<TufTarget> revoked, long seq, Instant now, TufExpiry expiry) {
        if (seq < 1 || seq > Metadata.MAX_VERSION) {
            throw new IllegalArgumentException("The sequence number " + seq + " is not in 1 to 2^31 - 1.");
        }
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("At least one root is needed.");
        }
        var files = new TreeMap<String, byte[]>();
        for (var root : roots) {
            files.put(rootName(root), root.clone());
        }
        var night = new Night(keys, seq, now, expiry);
        var members = new TreeMap<String, Json>(Map.of("targets", listed(targets)));
        revoked.ifPresent(list -> members.put("delegations", Delegation.to(keys.revoked())));
        var targetsFile = night.signed(TufRole.TARGETS, members);
        files.put(seq + ".targets.json", targetsFile);
        files.putAll(night.above(seq, targetsFile, revoked));
        refuseWhatClientsRefuse(roots, files, now);
        return Collections.unmodifiableSortedMap(files);
    }

    /// The metadata of a build once more, with another list of what is hidden; its `targets.json` stays as it is, so that
    /// the key of targets is not needed.
    ///
    /// @param keys    those of revocations, snapshot and timestamp are enough
    /// @param roots   as for the build
    /// @param targets the file `targets.json` of the build
    /// @param revoked the list, `revoked-now.json`
    /// @param version of what is written, higher than all that was issued for the build before
    /// @throws IllegalArgumentException when a client would refuse the result; the message says why
    public static SortedMap<String, byte[]> revocation(Keys keys, List<byte[]> roots, byte[] targets,
            TufTarget revoked, long version, Instant now, TufExpiry expiry) {
        try {
            var files = new TreeMap<String, byte[]>();
            for (var root : roots) {
                files.put(rootName(root), root.clone());
            }
            var build = Metadata.read("targets.json", targets).version();
            files.putAll(new Night(keys, version, now, expiry).above(build, targets, Optional.of(revoked)));
            var all = new TreeMap<>(files);
            all.put(build + ".targets.json", targets.clone());
            refuseWhatClientsRefuse(roots, all, now);
            return Collections.unmodifiableSortedMap(files);
        } catch (VerificationException unreadable) {
            throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
        }
    }

    /// A sentence of warning, 90 days before a root expires; empty before that.
    ///
    /// @throws IllegalArgumentException when the bytes are no root
    public static Optional<String> ending(byte[] root, Instant now) {
        try {
            var read = readRoot(root);
            var expires = read.metadata().expires();
            return now.plus(WARNING).isBefore(expires) ? Optional.empty()
                    : Optional
                            .of(("root %d expires at %s, in %d days, and then no client takes anything any more; renew"
                                    + " it by `scripts/jbang pipeline/sign.java --rotate`").formatted(read.version(),
                                            expires,
                                            Duration.between(now, expires).toDays()));
        } catch (VerificationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void refuseWhatClientsRefuse(List<byte[]> roots, SortedMap<String, byte[]> files, Instant now) {
        try {
            var verified = TufVerifier.verify(roots.getFirst(), (name, maxBytes) -> {
                var bytes = files.get(name);
                if (bytes == null) {
                    throw new FileNotFoundException(name);
                }
                return bytes;
            }, now, Optional.empty());
            if (verified.rootVersion() != readRoot(roots.getLast()).version()) {
                throw new IllegalArgumentException("The roots have a gap: give all of them, in order.");
            }
        } catch (VerificationException refused) {
            throw new IllegalArgumentException("A client would refuse this: " + refused.getMessage(), refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Root readRoot(byte[] bytes) {
        try {
            return Root.read("The root", bytes);
        } catch (VerificationException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    private static Json root(long version, Keys keys, Instant expires) {
        var listed = new TreeMap<String, Json>();
        var roles = new TreeMap<String, Json>();
        for (var role : TufRole.values()) {
            var keyIds = new TreeMap<String, Json>();
            for (var key : keys.of(role)) {
                listed.put(key.keyId(), key.tufKey());
                keyIds.put(key.keyId(), new Json.Text(key.keyId()));
            }
            roles.put(role.type(),
                    Json.object(
                            Map.of("keyids", new Json.Items(List.copyOf(keyIds.values())), "threshold",
                                    new Json.Whole(role.threshold()))));
        }
        return Json.object(
                Map.of("_type", new Json.Text(TufRole.ROOT.type()), "spec_version",
                        new Json.Text(Metadata.SPECIFICATION), "consistent_snapshot", new Json.Truth(true), "version",
                        new Json.Whole(version), "expires", seconds(expires), "keys", Json.object(listed), "roles",
                        Json.object(roles)));
    }

    private static Json listed(Collection<TufTarget> targets) {
        var listed = new TreeMap<String, Json>();
        for (var target : targets) {
            var hashes = Json.object(Map.of("sha256", new Json.Text(target.sha256())));
            var earlier = listed.put(target.name(),
                    Json.object(Map.of("length", new Json.Whole(target.length()), "hashes", hashes)));
            if (earlier != null) {
                throw new IllegalArgumentException("The target " + target.name() + " is given twice.");
            }
        }
        return Json.object(listed);
    }

    private static Json seconds(Instant instant) {
        return new Json.Text(instant.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /// What the three files of one build share.
    private record Night(Keys keys, long seq, Instant now, TufExpiry expiry) {

        /// What stands above `targets.json`, by file name, and beside it the list of what is hidden.
        SortedMap<String, byte[]> above(long build, byte[] targetsFile, Optional<TufTarget> revoked) {
            var files = new TreeMap<String, byte[]>();
            var links = new TreeMap<String, Json>(Map.of("targets.json", link(build, targetsFile)));
            revoked.ifPresent(list -> {
                var file = Metadata.write(
                        body(TufRole.TARGETS, expiry.revoked(), Map.of("targets", listed(List.of(list)))),
                        List.of(keys.revoked()));
                links.put(Delegation.ROLE + ".json", link(seq, file));
                files.put(seq + "." + Delegation.ROLE + ".json", file);
            });
            var snapshotFile = signed(TufRole.SNAPSHOT, Map.of("meta", Json.object(links)));
            files.put(seq + ".snapshot.json", snapshotFile);
            files.put("timestamp.json", signed(TufRole.TIMESTAMP,
                    Map.of("meta", Json.object(Map.of("snapshot.json", link(seq, snapshotFile))))));
            return files;
        }

        byte[] signed(TufRole role, Map<String, Json> members) {
            return Metadata.write(body(role, expiry.of(role), members), keys.of(role));
        }

        private Json body(TufRole role, Duration length, Map<String, Json> members) {
            var all = new TreeMap<>(members);
            all.putAll(Map.of("_type", new Json.Text(role.type()), "spec_version",
                    new Json.Text(Metadata.SPECIFICATION), "version", new Json.Whole(seq), "expires",
                    seconds(now.plus(length))));
            return Json.object(all);
        }

        private static Json link(long version, byte[] bytes) {
            var hashes = Json.object(Map.of("sha256", new Json.Text(Sha256.of(bytes))));
            return Json.object(Map.of("version", new Json.Whole(version), "length", new Json.Whole(bytes.length),
                    "hashes", hashes));
        }
    }
}
