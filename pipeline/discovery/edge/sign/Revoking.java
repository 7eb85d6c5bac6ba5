package discovery.edge.sign;

import discovery.edge.cli.Door;
import discovery.edge.cli.RevokeOptions;
import discovery.edge.cli.Refused;
import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.release.Keyring;
import discovery.edge.release.Origin;
import discovery.edge.release.Release;
import discovery.edge.signing.Keys;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import discovery.edge.signing.TufTarget;
import discovery.edge.signing.VerificationException;
import discovery.edge.signing.Verified;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// `sign --revoke`: the newest build with more entries on the signed list of what is hidden. The build stays as it is; what
/// stands above its list of targets gets a higher version, so clients see it within minutes. A client that follows no
/// delegation sees it with the next build, in which the targets have the list too. Without entries it only signs anew, for
/// nights that fail.
public final class Revoking {
    private Revoking() {}

    public static int run(String... args) {
        var options = new RevokeOptions();
        return Door.enter("pipeline/sign.java --revoke", "hide entries in every build that clients have", options, args,
                () -> {
                    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                    var keyring = Keyring.find(Optional.empty(), options.root());
                    Published.folder(options.out(), folder -> into(folder, options.release(),
                            Keyring.roots(options.root()), keyring.keys(), options.ids(), options.reason(), now));
                    System.err.println("Put what is in %s over the public pages, tuf/timestamp.json last."
                            .formatted(options.out()));
                    return 0;
                });
    }

    /// Writes `revoked.json`, its copy under its digest, and `tuf/`. Where the keys are still those of the release, only
    /// the list, snapshot and timestamp are signed, for which the keys of `KeyFile.toRevoke` are enough.
    ///
    /// @param release the newest release, a folder
    /// @param roots   the trusted ones, the newest last
    public static void into(
            Path folder, Path release, List<byte[]> roots, Keys keys, List<String> ids, String reason, Instant now)
            throws IOException {
        try {
            var last = Release.openPrevious(Origin.of(release.toString()), roots.getFirst(), now);
            var verified = last.verified();
            var old = verified.revoked().or(() -> Optional.ofNullable(verified.targets().get(Release.REVOKED)));
            var list = list(old.isEmpty() ? Release.noneRevoked()
                    : last.checked(old.get().storedAs(), old.get().length(), old.get().sha256()), ids, reason, now);
            var version = Math.max(verified.seq(), verified.trusted().snapshot()) + 1;
            var revoked = TufTarget.of(Release.REVOKED_NOW, list);
            var way = way(release, roots);
            SortedMap<String, byte[]> metadata;
            if (verified.revoked().isPresent() && way.size() == roots(release).size()) {
                metadata = TufRepository.revocation(keys, way, Files.readAllBytes(
                        release.resolve(Release.METADATA + verified.seq() + ".targets.json")), revoked, version, now,
                        TufExpiry.DEFAULT);
            } else {
                metadata = whole(folder, verified, list, keys, way, version, now);
            }
            Files.write(folder.resolve(Release.REVOKED), list);
            Files.write(folder.resolve(revoked.storedAs()), list);
            Files.createDirectory(folder.resolve(Release.METADATA));
            for (var file : metadata.entrySet()) {
                Files.write(folder.resolve(Release.METADATA + file.getKey()), file.getValue());
            }
        } catch (VerificationException e) {
            throw new Refused("the release in %s: %s".formatted(release, e.getMessage()));
        }
    }

    /// Everything is signed anew: by other keys than before, or because the release is of a time before the role that
    /// signs the list alone.
    private static SortedMap<String, byte[]> whole(Path folder, Verified verified, byte[] list, Keys keys,
            List<byte[]> way, long version, Instant now) throws IOException {
        var target = TufTarget.of(Release.REVOKED, list);
        var targets = new ArrayList<TufTarget>(List.of(target));
        verified.targets().values().stream().filter(each -> !each.name().equals(Release.REVOKED))
                .forEach(targets::add);
        Files.write(folder.resolve(target.storedAs()), list);
        return TufRepository.metadata(keys, way, targets, Optional.of(TufTarget.of(Release.REVOKED_NOW, list)), version,
                now, TufExpiry.DEFAULT);
    }

    private static byte[] list(byte[] old, List<String> ids, String reason, Instant now) throws IOException {
        var revoked = new ArrayList<Object>();
        if (Json.parse(new String(old, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                && map.get("revoked") instanceof List<?> before) {
            revoked.addAll(before);
        }
        for (var id : ids) {
            var one = new java.util.LinkedHashMap<String, Object>();
            one.put("id", id);
            one.put("reason", reason);
            one.put("since", now.toString());
            revoked.add(one);
        }
        var tree = new java.util.LinkedHashMap<String, Object>();
        tree.put("schema", 1);
        tree.put("revoked", revoked);
        return Json.pretty(tree).getBytes(StandardCharsets.UTF_8);
    }

    /// The roots that the release has, and after them those that were made since.
    private static List<byte[]> way(Path release, List<byte[]> trusted) throws IOException {
        var way = new ArrayList<>(roots(release));
        var names = way.stream().map(TufRepository::rootName).toList();
        trusted.stream().filter(root -> !names.contains(TufRepository.rootName(root))).forEach(way::add);
        return way;
    }

    private static List<byte[]> roots(Path release) throws IOException {
        try (var files = Files.list(release.resolve(Release.METADATA))) {
            var names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("[0-9]{1,9}\\.root\\.json"))
                    .sorted(Comparator.comparingInt(name -> Integer.parseInt(name.substring(0, name.indexOf('.')))))
                    .toList();
            var roots = new ArrayList<byte[]>();
            for (var name : names) {
                roots.add(Files.readAllBytes(release.resolve(Release.METADATA + name)));
            }
            return roots;
        }
    }
}
