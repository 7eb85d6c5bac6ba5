package discovery.fetch;

/// One file of a repository's tree.
///
/// @param mode git's mode: `100644`, `100755`, `120000` for a symbolic link
/// @param blob git's id of its bytes, 40 hex digits
/// @param size in bytes
public record TreeFile(String path, String mode, String blob, long size) {
    boolean isLink() {
        return mode.equals("120000");
    }

    String folder() {
        return Texts.folder(path);
    }

    String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
