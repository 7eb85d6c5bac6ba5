package discovery.edge.check;

import discovery.edge.tar.Tar;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.TreeSet;

/// A tar archive read into memory; names that try to lead elsewhere are left out.
final class Archive {
    private Archive() {}

    /// @param in     the archive, unpacked
    /// @param name   what to call its root
    /// @param folder take the files below this path only; empty: all. GitHub's archives have one folder at their top,
    ///               which is left off
    static Files read(InputStream in, String name, String folder) throws IOException {
        var files = new Files(Files.LOCAL, name, new TreeMap<>(), new TreeSet<>());
        Tar.read(in, Files.ALL, member -> member.size() <= Files.LARGEST && !below(member.path(), folder).isEmpty(),
                (member, bytes) -> {
                    if (files.texts().size() > Files.MOST) {
                        throw new IOException("the archive holds more than %,d files".formatted(Files.MOST));
                    }
                    var path = below(member.path(), folder);
                    files.texts().put(path, bytes);
                    if (member.link()) {
                        files.links().add(path);
                    }
                });
        return files;
    }

    /// The path without the archive's top folder, inside `folder`; empty where it is outside or climbs.
    private static String below(String path, String folder) {
        var slash = path.indexOf('/');
        var inside = slash < 0 ? "" : path.substring(slash + 1);
        if (path.startsWith("/") || inside.contains("\\")
                || Arrays.asList(inside.split("/", -1)).contains("..")) {
            return "";
        }
        return folder.isEmpty() ? inside : inside.startsWith(folder + "/") ? inside.substring(folder.length() + 1) : "";
    }
}
