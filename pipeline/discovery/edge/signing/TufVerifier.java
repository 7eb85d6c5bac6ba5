package discovery.edge.signing;

import discovery.edge.files.Sha256;
import discovery.edge.signing.VerificationException.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The client's side of TUF (specification 1.0.31, §5): from a trusted root and fetched metadata to a list of files
/// that may be trusted. It changes nothing, so whatever it refuses leaves the client as it was.
///
/// Law: what [TufRepository] writes verifies until its timestamp expires. One delegation is followed, that of the list
/// of what is hidden; no other target that only a delegated role lists is trusted.
public final class TufVerifier {

    /// How many roots one verification walks through.
    static final int MAX_ROOTS = 1024;

    /// How far the version may run ahead of what the client has seen: 27 years of nights, of up to 1,000 issues each.
    static final long MAX_JUMP = 10_000_000;

    private TufVerifier() {
    }

    /// Verifies the metadata that `fetch` gives.
    ///
    /// @param trustedRoot the bytes of the root that the client came with, or of the newest that it verified; it may be
    ///                    expired as long as a newer one follows
    /// @param now         the time at which the update began; one instant for the whole verification
    /// @param previous    what the last verification told to remember; ignored when the root changed the keys of
    ///                    timestamp or snapshot, which is how a publisher recovers from a fast-forward attack (§5.3.11)
    /// @throws VerificationException when something is not to be trusted
    /// @throws IOException           when `fetch` failed otherwise than by not finding a file
    public static Verified verify(byte[] trustedRoot, Fetch fetch, Instant now, Optional<Trusted> previous)
            throws IOException, VerificationException {
        var first = trusted(trustedRoot);
        var root = newest(first, fetch);
        root.metadata().requireFresh(now);
        var keysRotated = Stream.of(TufRole.TIMESTAMP, TufRole.SNAPSHOT)
                .anyMatch(role -> !root.signers(role).sameAs(first.signers(role)));
        return new Walk(root, fetch, now, keysRotated ? Optional.empty() : previous).verify();
    }

    private static Root trusted(byte[] bytes) throws VerificationException {
        try {
            return Root.read("The trusted root", bytes);
        } catch (VerificationException unusable) {
            throw unusable.as(Reason.UNTRUSTED_ROOT);
        }
    }

    /// Walks N, N+1, N+2 …; each must be signed by the root before it as well as by itself. Those on the way may be
    /// expired.
    private static Root newest(Root first, Fetch fetch) throws IOException, VerificationException {
        var root = first;
        for (var step = 0; step < MAX_ROOTS; step++) {
            var expected = root.version() + 1;
            var name = Root.fileName(expected);
            var bytes = read(fetch, name, TufRole.ROOT.maxBytes());
            if (bytes.isEmpty()) {
                return root;
            }
            var next = Root.read(name, bytes.get());
            next.metadata().requireSignedBy(root.signers(TufRole.ROOT));
            requireVersion(name, next.version(), expected);
            root = next;
        }
        return root;
    }

    private static void requireVersion(String name, long version, long expected) throws VerificationException {
        if (version != expected) {
            throw new VerificationException(version < expected ? Reason.ROLLBACK : Reason.MIX_AND_MATCH,
                    name + " contains version " + version + ", not " + expected + ".");
        }
    }

    private static Optional<byte[]> read(Fetch fetch, String name, long maxBytes)
            throws IOException, VerificationException {
        byte[] bytes;
        try {
            bytes = fetch.fetch(name, maxBytes);
        } catch (FileNotFoundException | NoSuchFileException absent) {
            return Optional.empty();
        }
        if (bytes.length > maxBytes) {
            throw new VerificationException(Reason.TOO_LARGE, name + " has more than " + maxBytes + " bytes.");
        }
        return Optional.of(bytes);
    }

    /// The way below the root: timestamp, snapshot, targets.
    private record Walk(Root root, Fetch fetch, Instant now, Optional<Trusted> previous) {

        Verified verify() throws IOException, VerificationException {
            var timestamp = signed(TufRole.TIMESTAMP, root.signers(TufRole.TIMESTAMP), "timestamp.json",
                    required("timestamp.json", TufRole.TIMESTAMP.maxBytes()));
            var timestampVersion = timestamp.version();
            refuseOlder(timestamp.name(), timestampVersion, previous.map(Trusted::timestamp));
            var toSnapshot = Link.in(timestamp, TufRole.SNAPSHOT);
            refuseOlder("the snapshot in timestamp.json", toSnapshot.version(), previous.map(Trusted::snapshot));
            timestamp.requireFresh(now);

            var snapshot = follow(toSnapshot, root.signers(TufRole.SNAPSHOT));
            var toTargets = Link.in(snapshot, TufRole.TARGETS);
            var seq = toTargets.version();
            refuseOlder("the targets in " + snapshot.name(), seq, previous.map(Trusted::targets));
            refuseJump(seq);
            snapshot.requireFresh(now);

            var targets = follow(toTargets, root.signers(TufRole.TARGETS));
            targets.requireFresh(now);
            var listed = targets.signed().fields("targets");
            var content = Sha256.of(Json.canonical(new Json.Members(listed.members())));
            refuseEquivocation(seq, content);

            var files = new ArrayList<>(List.of(root.metadata(), timestamp, snapshot, targets));
            var list = Optional.<TufTarget>empty();
            var revokedVersion = 0L;
            var revoked = revoked(targets, snapshot);
            if (revoked.isPresent()) {
                files.add(revoked.get());
                revokedVersion = revoked.get().version();
                list = Optional.ofNullable(targets(revoked.get().signed().fields("targets")).get(Delegation.TARGET));
            }
            var expires = root.metadata().expires();
            for (var file : files) {
                expires = file.expires().isBefore(expires) ? file.expires() : expires;
            }
            return new Verified(root.text(), root.version(), seq, targets(listed), list, expires,
                    new Trusted(timestampVersion, toSnapshot.version(), seq, content, revokedVersion));
        }

        /// What the delegated role has signed, where there is one.
        private Optional<Metadata> revoked(Metadata targets, Metadata snapshot)
                throws IOException, VerificationException {
            var signers = Delegation.in(targets);
            if (signers.isEmpty()) {
                return Optional.empty();
            }
            var link = Link.in(snapshot, TufRole.TARGETS, Delegation.ROLE, Delegation.MAX_BYTES);
            refuseOlder("the revocations in " + snapshot.name(), link.version(), previous.map(Trusted::revoked));
            var revoked = follow(link, signers.get());
            revoked.requireFresh(now);
            return Optional.of(revoked);
        }

        private Metadata follow(Link link, Signers signers) throws IOException, VerificationException {
            var name = link.version() + "." + link.file() + ".json";
            var bytes = required(name, link.length());
            if (bytes.length != link.length() || !Sha256.of(bytes).equals(link.sha256())) {
                throw new VerificationException(Reason.MIX_AND_MATCH,
                        name + " is not the file that " + link.from() + " names: its length or digest differs.");
            }
            var metadata = signed(link.role(), signers, name, bytes);
            requireVersion(name, metadata.version(), link.version());
            return metadata;
        }

        private static Metadata signed(TufRole role, Signers signers, String name, byte[] bytes)
                throws VerificationException {
            var metadata = Metadata.read(name, bytes);
            metadata.requireSignedBy(signers);
            metadata.requireType(role);
            return metadata;
        }

        private byte[] required(String name, long maxBytes) throws IOException, VerificationException {
            var bytes = read(fetch, name, maxBytes);
            if (bytes.isEmpty()) {
                throw new VerificationException(Reason.MISSING, name + " is not there.");
            }
            return bytes.get();
        }

        private static void refuseOlder(String what, long version, Optional<Long> seen) throws VerificationException {
            if (seen.isPresent() && version < seen.get()) {
                throw new VerificationException(Reason.ROLLBACK,
                        "Version " + version + " of " + what + " is older than " + seen.get()
                                + ", which was verified before.");
            }
        }

        private void refuseJump(long seq) throws VerificationException {
            if (previous.isPresent() && seq - previous.get().targets() > MAX_JUMP) {
                throw new VerificationException(Reason.FAST_FORWARD,
                        "The build " + seq + " is more than " + MAX_JUMP + " builds ahead of "
                                + previous.get().targets() + ", which was verified before.");
            }
        }

        private void refuseEquivocation(long seq, String content) throws VerificationException {
            if (previous.isPresent() && previous.get().targets() == seq && !previous.get().content().equals(content)) {
                throw new VerificationException(Reason.EQUIVOCATION,
                        "The build " + seq + " lists other files than before: " + content + " now, "
                                + Json.quoted(previous.get().content()) + " then.");
            }
        }

        private static SortedMap<String, TufTarget> targets(Fields listed) throws VerificationException {
            var targets = new TreeMap<String, TufTarget>();
            for (var name : listed.members().keySet()) {
                var target = listed.fields(name);
                try {
                    targets.put(name, new TufTarget(name, target.whole("length", 0, Long.MAX_VALUE),
                            target.fields("hashes").text("sha256")));
                } catch (IllegalArgumentException unsafe) {
                    throw new VerificationException(Reason.MALFORMED, listed.place() + ": " + unsafe.getMessage());
                }
            }
            return targets;
        }
    }

    /// What one signed file says of the next: which version, how long and with which digest.
    private record Link(String from, TufRole role, String file, long version, long length, String sha256) {

        static Link in(Metadata from, TufRole role) throws VerificationException {
            return in(from, role, role.type(), role.maxBytes());
        }

        static Link in(Metadata from, TufRole role, String file, int maxBytes) throws VerificationException {
            var meta = from.signed().fields("meta").fields(file + ".json");
            var length = meta.whole("length", 1, Long.MAX_VALUE);
            if (length > maxBytes) {
                throw new VerificationException(Reason.TOO_LARGE, from.name() + " names a " + file + ".json of "
                        + length + " bytes; " + maxBytes + " are allowed.");
            }
            return new Link(from.name(), role, file, meta.whole("version", 1, Metadata.MAX_VERSION), length,
                    meta.fields("hashes").text("sha256"));
        }
    }
}
