package discovery.fetch;

import discovery.model.Facts;
import java.util.SortedMap;

/// Folders of this repository that a configuration names.
public interface LocalFolders {
    /// The texts of the YAML files directly in the folder, by file name.
    Answer<SortedMap<String, String>> yaml(String folder);

    /// Stands for a folder where a repository is asked for.
    Repository REPOSITORY = new Repository(0, "", "", "", Facts.NONE);

    /// A forge whose only repository is the folder, and whose paths all begin with `name/`; so things in several
    /// folders are told apart. It follows no symbolic link out of it.
    Forge forge(String folder, String name);
}
