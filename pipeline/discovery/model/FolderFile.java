package discovery.model;

import java.util.List;

/// One file of a skill's folder, as it stands among the facts: `FOLDER`.
///
/// @param path within the folder
/// @param text all of it; its UTF-8 is the file's bytes
public record FolderFile(String path, String text) {
    /// The most characters of one file that is kept, which are kept whole or not at all.
    public static final int MOST = Bounds.TEXT;

    /// The files of an entry's folder; empty: we don't have them.
    public static List<FolderFile> of(Facts facts) {
        return facts.list(Field.FOLDER).stream().map(FolderFile::read).toList();
    }

    private static FolderFile read(String value) {
        var end = value.indexOf('\n');
        return new FolderFile(value.substring(0, end), value.substring(end + 1));
    }

    /// As one value of the field.
    public String value() {
        return path + "\n" + text;
    }
}
