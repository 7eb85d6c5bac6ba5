package discovery.edge.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The repository: the folder that holds `pipeline/`.
public final class Home {
    private Home() {}

    /// The folder that `SKILL_INDEX_HOME` names (the scripts set it), else the nearest above one of the starts or above
    /// the working folder.
    ///
    /// @throws WrongUsage when there is none
    public static Path find(Path... starts) throws WrongUsage {
        var folders = new ArrayList<Path>();
        Optional.ofNullable(System.getenv("SKILL_INDEX_HOME")).map(Path::of).ifPresent(folders::add);
        folders.add(Path.of("").toAbsolutePath());
        List.of(starts).forEach(start -> folders.add(start.toAbsolutePath()));
        for (var start : folders) {
            for (var folder = Optional.of(start); folder.isPresent();
                    folder = folder.flatMap(each -> Optional.ofNullable(each.getParent()))) {
                if (Files.exists(folder.get().resolve("pipeline").resolve("merge.java"))) {
                    return folder.get();
                }
            }
        }
        throw new WrongUsage("the stages' sources are not found above this folder or --config; set SKILL_INDEX_HOME to"
                + " the folder that holds pipeline/");
    }
}
