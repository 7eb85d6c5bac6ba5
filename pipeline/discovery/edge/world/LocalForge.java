package discovery.edge.world;

import discovery.edge.cache.GitId;
import discovery.edge.http.Contents;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.fetch.Content;
import discovery.fetch.Forge;
import discovery.fetch.Repository;
import discovery.fetch.Tree;
import discovery.fetch.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A folder on this machine as the only repository there is. Symbolic links are links, as in git; none is followed on
/// disk.
public final class LocalForge implements Forge {
    private static final int FILES = 100_000;
    private static final long LARGEST = 8 << 20;

    private final Path folder;
    private final String name;
    private final Map<String, Path> files = new HashMap<>();

    /// @param name first segment of all paths
    public LocalForge(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    @Override
    public Answer<Tree> tree(Repository repository) {
        var found = new ArrayList<TreeFile>();
        var all = new boolean[] {true};
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                    return Optional.ofNullable(each.getFileName()).map(Path::toString).orElse("").equals(".git")
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (found.size() >= FILES) {
                        all[0] = false;
                        return FileVisitResult.TERMINATE;
                    }
                    if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                        add(file, attributes, found);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            return new Failed<>("%s can't be read: %s".formatted(folder, e.getMessage()));
        }
        found.sort(java.util.Comparator.comparing(TreeFile::path));
        return new Found<>(new Tree("", found, !all[0]));
    }

    /// The ids of large files are not needed: nobody reads those.
    private void add(Path file, BasicFileAttributes attributes, List<TreeFile> found) throws IOException {
        var path = name + "/" + folder.relativize(file).toString().replace('\\', '/');
        var id = attributes.size() > LARGEST ? "" : GitId.ofBlob(bytes(file));
        found.add(new TreeFile(path, attributes.isSymbolicLink() ? "120000" : "100644", id,
                attributes.isSymbolicLink() ? bytes(file).length : attributes.size()));
        files.put(path, file);
    }

    @Override
    public void read(
            Repository repository, Tree tree, List<TreeFile> wanted, BiConsumer<TreeFile, Answer<Content>> each) {
        for (var file : wanted) {
            each.accept(file, Optional.ofNullable(files.get(file.path()))
                    .map(LocalForge::content)
                    .orElseGet(() -> new Gone<>("is not there")));
        }
    }

    static Answer<Content> content(Path file) {
        try {
            return new Found<>(Contents.of(bytes(file)));
        } catch (IOException e) {
            return new Failed<>(String.valueOf(e.getMessage()));
        }
    }

    /// What git keeps of a file: of a symbolic link, where it leads.
    static byte[] bytes(Path file) throws IOException {
        return Files.isSymbolicLink(file)
                ? Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8)
                : Files.readAllBytes(file);
    }

    @Override
    public Answer<Hits> search(Search search) {
        return new Found<>(new Hits(0, List.of()));
    }

    @Override
    public Answer<Hits> searchCode(CodeSearch search) {
        return new Found<>(new Hits(0, List.of()));
    }

    @Override
    public Map<String, Answer<Repository>> look(Collection<String> names) {
        var answers = new HashMap<String, Answer<Repository>>();
        names.forEach(each -> answers.put(each, new Gone<>("%s is not in this folder".formatted(each))));
        return answers;
    }
}
