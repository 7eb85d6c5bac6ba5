package discovery.edge.publish;

import discovery.edge.cli.Refused;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/// Three folders, one for each place:
/// ```
/// release-assets/   all files of the release, flat, as a GitHub Release takes them (tag index-SEQ)
/// pages/            the site, and beside it the manifest, its signature, the metadata and the small files
/// cdn/              the manifest, its signature, the metadata and the small files, for a branch that jsDelivr serves
/// ```
/// A build that is still tried out goes to the folder `next/` of the pages alone, beside what everybody gets; there is no
/// `cdn/` then. Clients on the channel `next` look there first. The next build that is laid out without them ends the
/// trial, whether it is the same one or a newer one.
///
/// Files are hard links where the file system has them, so that a release does not take its size four times.
public final class Layout {
    /// jsDelivr refuses files of GitHub above 20 MB; this leaves room for either meaning of MB.
    private static final long SMALL = 16L << 20;

    /// Where clients on that channel look first.
    private static final String NEXT = "next";

    private final Path release;
    private final Path site;
    private final Manifest manifest;
    private long files;

    private Layout(Path release, Path site, Manifest manifest) {
        this.release = release;
        this.site = site;
        this.manifest = manifest;
    }

    /// @param report `validate/report.json`
    /// @throws Refused when the gate has not passed this very release
    public static Layout of(Path release, Path site, Path report) throws IOException {
        var manifestFile = release.resolve("manifest.json");
        var passed = Json.parse(Files.readString(report)) instanceof Map<?, ?> json
                && Boolean.TRUE.equals(json.get("passed"))
                && Optional.of(Sha256.of(manifestFile)).equals(Optional.ofNullable(json.get("manifest_sha256")));
        if (!passed) {
            throw new Refused("%s does not say that this release passed the gate; run the stage `validate` again"
                    .formatted(report));
        }
        return new Layout(release, site, Manifest.of(Json.parse(Files.readString(manifestFile))));
    }

    /// Fills the folder and says how many files that took.
    ///
    /// @param beside the pages that everybody gets now, where this build is for the channel `next` alone
    /// @throws Refused when those are of a build that is as new
    public long into(Path folder, Optional<Path> beside) throws IOException {
        var assets = Files.createDirectory(folder.resolve("release-assets"));
        var pages = Files.createDirectory(folder.resolve("pages"));
        var places = new ArrayList<Path>();
        if (beside.isPresent()) {
            requireOlder(beside.get());
            each(beside.get(), file -> {
                if (!file.startsWith(NEXT)) {
                    link(beside.get().resolve(file), pages.resolve(file));
                }
            });
            places.add(pages.resolve(NEXT));
        } else {
            each(site, file -> link(site.resolve(file), pages.resolve(file)));
            places.add(pages);
            places.add(Files.createDirectory(folder.resolve("cdn")));
        }
        each(release, file -> {
            var from = release.resolve(file);
            link(from, assets.resolve(String.valueOf(file.getFileName())));
            if (Files.size(from) <= SMALL && isSmall(file)) {
                for (var place : places) {
                    link(from, place.resolve(file));
                }
            }
        });
        return files;
    }

    private void requireOlder(Path pages) throws IOException {
        var file = pages.resolve("manifest.json");
        if (!Files.exists(file)) {
            throw new IOException("%s has no manifest.json; name the pages that are public, as scripts/last-site lays"
                    .formatted(pages) + " them out");
        }
        var everybody = Manifest.of(Json.parse(Files.readString(file)));
        if (everybody.seq() >= manifest.seq()) {
            throw new Refused("%s has build %d, and this is build %d: a build that is tried out is newer".formatted(
                    pages, everybody.seq(), manifest.seq()));
        }
    }

    /// The dump, the database and the vectors go to the Release only: Pages has a soft limit on traffic.
    private boolean isSmall(Path file) {
        var path = file.toString().replace('\\', '/');
        return java.util.stream.Stream.of("skills.db", "skills.jsonl.zst", "embeddings.bin.zst")
                .noneMatch(name -> Optional.ofNullable(manifest.files().get(name))
                        .filter(item -> item.path().equals(path)).isPresent());
    }

    private interface Each {
        void file(Path relative) throws IOException;
    }

    private void each(Path from, Each action) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
                var relative = from.relativize(file);
                if (!relative.toString().equals("stage.json")) {
                    action.file(relative);
                }
            }
        }
    }

    private void link(Path from, Path to) throws IOException {
        var parent = to.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException noLinks) {
            Files.copy(from, to);
        }
        files++;
    }
}
