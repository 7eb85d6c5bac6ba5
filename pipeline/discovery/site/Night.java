package discovery.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// The build that the site shows.
///
/// @param title      name of the index
/// @param seq        number of the build
/// @param version    `1.0.SEQ`
/// @param now        the night's instant
/// @param siteUrl    public address of the site, ending in `/`; empty: not known, so that nothing absolute is written
/// @param repository `owner/name` of the index's own repository on GitHub, for reports
/// @param sampleKeys signed with the published keys of the sample, so that every page has to say so
/// @param release    how the signed files are called
public record Night(
        String title,
        long seq,
        String version,
        Instant now,
        Optional<String> siteUrl,
        Optional<String> repository,
        boolean sampleKeys,
        Release release) {

    public Night {
        siteUrl.filter(url -> !Links.isSiteAddress(url)).ifPresent(url -> {
            throw new IllegalArgumentException("the site's address `%s` is not http(s)://…/".formatted(url));
        });
        repository.filter(name -> !Links.isRepository(name)).ifPresent(name -> {
            throw new IllegalArgumentException("the index's repository `%s` is not owner/name".formatted(name));
        });
    }

    /// How a release is fetched and what its files are called.
    ///
    /// @param address     where its files are downloaded, ending in `/`; empty: not known when the site is made
    /// @param signature   file name of the OpenPGP signature of `manifest.json`
    /// @param key         file name of the OpenPGP public key
    /// @param fingerprint of that key; empty: not known when the site is made
    public record Release(Optional<String> address, String signature, String key, Optional<String> fingerprint) {}

    LocalDate day() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
