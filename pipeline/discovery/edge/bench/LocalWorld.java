package discovery.edge.bench;

import discovery.catalogs.Setting;
import discovery.edge.catalogs.CatalogFiles;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// The sample's repositories as real git repositories on this disk, and a night's dump that names their commits: what
/// other programs are sent to is answered here. Only the addresses of GitHub are others.
///
/// @param root   `git/OWNER/NAME.git`, `raw/OWNER/NAME/COMMIT`, `site/`
/// @param dump   `skills.jsonl` with those commits
record LocalWorld(Path root, Path dump) {
    private static final String INERT = "bench/index";
    private static final Pattern PLACE = Pattern.compile("\"place\":\"([^\"]+)\"");

    /// @param github the repositories, as `OWNER/NAME`
    /// @param built  the dump of a night over them
    /// @param base   address of `root`, without a slash at the end
    static LocalWorld of(Path github, Path built, Path root, String base) throws IOException {
        var commits = new TreeMap<String, String>();
        for (var owner : folders(github)) {
            for (var repository : folders(owner)) {
                commits.put(github.relativize(repository).toString(),
                        commit(repository, root, name(github, repository)));
            }
        }
        var inert = Files.createDirectories(root.resolve("inert/manifests/inert"));
        Files.writeString(inert.resolve("README.md"), "Nothing here runs.\n");
        commits.put(INERT, commit(root.resolve("inert"), root, INERT));
        var dump = root.resolve("skills.jsonl");
        rewrite(built, dump, commits);
        var archives = Files.createDirectories(root.resolve("archives"));
        try (var all = Files.list(built.resolveSibling("archives"))) {
            for (var file : all.toList()) {
                Files.copy(file, archives.resolve(String.valueOf(file.getFileName())));
            }
        }
        CatalogFiles.write(CatalogFiles.setting("Skill index (benchmark)", Optional.empty(), Map.of(), Map.of(
                "GITHUB_REPOSITORY", INERT, "GITHUB_SHA", commits.getOrDefault(INERT, ""),
                "GITHUB_SERVER_URL", "file://" + root + "/git", "GITHUB_RAW_URL", base + "/raw")), dump,
                root.resolve("site"));
        return new LocalWorld(root, dump);
    }

    private static String name(Path github, Path repository) {
        return github.relativize(repository).toString();
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static String commit(Path tree, Path root, String name) throws IOException {
        var work = root.resolve("git").resolve(name + ".git");
        Files.createDirectories(work);
        try (var files = Files.walk(tree)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = work.resolve(tree.relativize(file).toString());
                Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(work));
                Files.copy(file, target);
            }
        }
        var who = Map.of("HOME", root.toString(), "GIT_AUTHOR_NAME", "bench", "GIT_AUTHOR_EMAIL", "bench@example.org",
                "GIT_COMMITTER_NAME", "bench", "GIT_COMMITTER_EMAIL", "bench@example.org");
        var said = Run.of(work, who,
                List.of("bash", "-c", "git init -q -b main && git config uploadpack.allowAnySHA1InWant"
                        + " true && git config uploadpack.allowFilter true && git -c core.autocrlf=false add -A -f &&"
                        + " git commit -q -m bench && git rev-parse HEAD"));
        if (said.code() != 0) {
            throw new IOException("git failed for %s: %s".formatted(name, said.all()));
        }
        var commit = said.out().strip();
        var raw = root.resolve("raw").resolve(name).resolve(commit);
        Files.createDirectories(Optional.ofNullable(raw.getParent()).orElseThrow());
        Files.createSymbolicLink(raw, work);
        return commit;
    }

    private static void rewrite(Path from, Path to, Map<String, String> commits) throws IOException {
        var lines = new ArrayList<String>();
        for (var line : Files.readAllLines(from)) {
            var place = PLACE.matcher(line);
            var commit = place.find() ? commits.get(place.group(1)) : null;
            lines.add(commit == null ? line : line.replaceFirst("\"commit\":\"[0-9a-f]{40}\"",
                    "\"commit\":\"" + commit + "\""));
        }
        Files.writeString(to, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    /// A document of the site.
    Map<?, ?> document(String path) throws IOException {
        return Json.parse(Files.readString(root.resolve("site").resolve(path))) instanceof Map<?, ?> map
                ? map
                : Map.of();
    }

    /// Paths of the documents with this name below a folder of the site.
    List<String> documents(String folder, String name) throws IOException {
        var site = root.resolve("site");
        if (!Files.isDirectory(site.resolve(folder))) {
            return List.of();
        }
        try (var files = Files.walk(site.resolve(folder))) {
            return files.filter(file -> String.valueOf(file.getFileName()).equals(name))
                    .map(file -> site.relativize(file).toString()).sorted().toList();
        }
    }

    /// True: what a client put into its folder is what the index says of it, to the byte; of an archive, every file.
    ///
    /// @param skill as `.well-known/agent-skills/index.json` has it
    boolean isInstalled(Map<?, ?> skill, Path folder) throws IOException {
        var sha256 = String.valueOf(skill.get("digest")).replace("sha256:", "");
        if (!"archive".equals(skill.get("type"))) {
            return is(folder.resolve("SKILL.md"), sha256);
        }
        var archive = root.resolve("site").resolve(Setting.archive(sha256));
        if (!is(archive, sha256)) {
            return false;
        }
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                try (var in = zip.getInputStream(entry)) {
                    if (!is(folder.resolve(entry.getName()), Sha256.of(in))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    static boolean is(Path file, String sha256) throws IOException {
        return Files.isRegularFile(file) && Sha256.of(file).equals(sha256);
    }
}
