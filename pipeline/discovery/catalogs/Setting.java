package discovery.catalogs;

import java.util.Map;
import java.util.Optional;

/// Where things are.
///
/// @param title      the index's name
/// @param site       public address of the site, ending in `/`; empty: unknown, addresses within it are relative
/// @param web        GitHub, without a slash at the end
/// @param raw        where its files are served as they are: `RAW/owner/name/commit/path`
/// @param inert      a folder of ours without anything to run: the source of plugins that are a configuration alone
/// @param categories id → name for people
/// @param archives   id of a skill → SHA-256 of its folder as a zip, of those that we may hand on
public record Setting(
        String title,
        Optional<String> site,
        String web,
        String raw,
        Optional<Inert> inert,
        Map<String, String> categories,
        Map<String, String> archives) {
    public static final String GITHUB = "https://github.com";
    public static final String GITHUB_RAW = "https://raw.githubusercontent.com";

    public Setting {
        categories = Map.copyOf(categories);
        archives = Map.copyOf(archives);
    }

    public Setting with(Map<String, String> others) {
        return new Setting(title, site, web, raw, inert, categories, others);
    }

    /// Where an archive is, from the site's root.
    public static String archive(String sha256) {
        return "archives/" + sha256 + ".zip";
    }

    /// @param place `owner/name` of the index's own repository
    public record Inert(String place, String path, String commit) {}

    /// An address within the site.
    String address(String path) {
        return site.orElse("/") + path;
    }
}
