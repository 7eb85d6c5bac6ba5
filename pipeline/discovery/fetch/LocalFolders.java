package discovery.fetch;

import java.util.SortedMap;

/// Folders of this repository that a configuration names.
public interface LocalFolders {
    /// The texts of the YAML files directly in the folder, by file name.
    Answer<SortedMap<String, String>> yaml(String folder);
}
