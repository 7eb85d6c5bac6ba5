package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.FolderFile;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.OpenLicences;
import discovery.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The whole folder of a skill that a pack of ours recommends, where its licence lets everybody hand it on. It is taken
/// whole or not at all: text only, because what is handed on is judged first, and no more than fits here.
final class WholeFolder {
    /// Files of a folder.
    static final int FILES = 40;
    /// Bytes of a folder.
    static final long BYTES = 262_144;

    private static final String SKILL = "SKILL.md";
    private static final String NOTICE = "LICENSE";
    private static final Pattern LICENCE = Pattern.compile("(licen[sc]e|copying)([.-].*)?");

    /// A skill that is recommended.
    ///
    /// @param repository `owner/name` in any letter case
    /// @param path       its folder
    record Skill(String repository, String path) {}

    private WholeFolder() {}

    /// @param source id of the source that led to the repository
    /// @param path   the skill's folder
    /// @return what its files say; empty where it can't be had whole, may not be handed on, or is one file alone
    static Optional<Observation> read(Forge forge, String source, Repository repository, Tree tree, String path) {
        var files = files(tree, path);
        if (files.isEmpty() || !allowed(repository)) {
            return Optional.empty();
        }
        var texts = new TreeMap<String, Content>();
        forge.read(repository, tree, List.copyOf(files.values()), (file, answer) -> {
            if (answer instanceof Found<Content>(var content)) {
                files.forEach((name, each) -> {
                    if (each.equals(file)) {
                        texts.put(name, content);
                    }
                });
            }
        });
        var skill = Optional.ofNullable(texts.get(SKILL));
        var place = files.get(SKILL);
        if (skill.isEmpty() || place == null || texts.size() < files.size() || !texts.values().stream().allMatch(
                WholeFolder::isText) || !texts.entrySet().stream().allMatch(WholeFolder::isOpen)) {
            return Optional.empty();
        }
        var values = texts.entrySet().stream()
                .map(each -> new FolderFile(each.getKey(), each.getValue().text()).value())
                .toList();
        var facts = Facts.builder().put(Field.SHA256, skill.get().sha256()).put(Field.SIZE, skill.get().size())
                .put(Field.FOLDER, values).build();
        return Optional.of(Observation.of(source, Kind.SKILL,
                new Place(repository.number(), repository.name(), path, tree.commit(), place.blob()), facts));
    }

    private static boolean allowed(Repository repository) {
        return repository.facts().text(Field.LICENCE).filter(OpenLicences::allowCopies).isPresent();
    }

    /// Its files by their path within the folder, with the licence that must go along; empty: not as a whole.
    private static Map<String, TreeFile> files(Tree tree, String path) {
        var prefix = path.isEmpty() ? "" : path + "/";
        var files = new TreeMap<String, TreeFile>();
        tree.files().stream().filter(file -> file.path().startsWith(prefix)).limit(FILES + 1).forEach(
                file -> files.put(file.path().substring(prefix.length()), file));
        var bytes = files.values().stream().mapToLong(TreeFile::size).sum();
        var odd = files.values().stream().anyMatch(file -> !file.mode().startsWith("100")
                || file.size() > FolderFile.MOST || !Paths.clean(file.path()).equals(Optional.of(file.path())));
        if (tree.truncated() || !files.containsKey(SKILL) || files.size() == 1 || files.size() > FILES || bytes > BYTES
                || odd) {
            return Map.of();
        }
        if (files.keySet().stream().noneMatch(WholeFolder::isLicence)) {
            var notice = tree.files().stream()
                    .filter(file -> file.folder().isEmpty() && isLicence(file.path()) && file.mode().startsWith("100")
                            && file.size() <= FolderFile.MOST)
                    .findFirst();
            if (notice.isEmpty() || files.containsKey(NOTICE)) {
                return Map.of();
            }
            files.put(NOTICE, notice.get());
        }
        return files;
    }

    private static boolean isLicence(String name) {
        return LICENCE.matcher(Texts.lower(name)).matches();
    }

    /// The text is all of the bytes.
    private static boolean isText(Content content) {
        return content.utf8() && content.text().indexOf('\0') < 0
                && content.text().codePoints().mapToLong(WholeFolder::bytes).sum() == content.size();
    }

    /// As UTF-8.
    private static long bytes(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
    }

    /// A folder's own licence holds, whatever the repository's is.
    private static boolean isOpen(Map.Entry<String, Content> file) {
        return !isLicence(file.getKey())
                || LicenceText.id(file.getValue().text()).filter(OpenLicences::allowCopies).isPresent();
    }
}
