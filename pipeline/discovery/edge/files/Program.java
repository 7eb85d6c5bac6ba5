package discovery.edge.files;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/// The running program.
public final class Program {
    private Program() {}

    /// A digest of our own classes and of the class path: what was made by a program with another one may differ from
    /// what this one would make. The order and the times in an archive do not matter.
    ///
    /// @param part   a class of ours
    /// @param beside folders beside our classes that count, too
    public static String digest(Class<?> part, String... beside) throws IOException {
        var folders = new ArrayList<>(List.of(beside));
        folders.add("discovery");
        var classes = new TreeMap<String, String>();
        var source = Optional.ofNullable(part.getProtectionDomain().getCodeSource());
        if (source.isPresent()) {
            try {
                var place = Path.of(source.get().getLocation().toURI());
                if (Files.isDirectory(place)) {
                    folder(place, folders, classes);
                } else {
                    archive(place, folders, classes);
                }
            } catch (URISyntaxException e) {
                throw new IOException("the program lies nowhere: " + e.getMessage(), e);
            }
        }
        var libraries = new ArrayList<String>();
        for (var path : System.getProperty("java.class.path", "").split(java.io.File.pathSeparator, -1)) {
            libraries.add(path.substring(path.lastIndexOf(java.io.File.separatorChar) + 1));
        }
        return Sha256.of(classes + " " + libraries);
    }

    private static void folder(Path place, List<String> folders, Map<String, String> classes) throws IOException {
        for (var folder : folders) {
            try (var files = Files.walk(place.resolve(folder))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var sum = new CRC32();
                    sum.update(Files.readAllBytes(file));
                    classes.put(place.relativize(file).toString(), sum.getValue() + " " + Files.size(file));
                }
            }
        }
    }

    private static void archive(Path place, List<String> folders, Map<String, String> classes) throws IOException {
        try (var zip = new ZipFile(place.toFile())) {
            zip.stream().filter(each -> !each.isDirectory()
                    && folders.stream().anyMatch(folder -> each.getName().startsWith(folder + "/")))
                    .forEach(each -> classes.put(each.getName(), each.getCrc() + " " + each.getSize()));
        }
    }
}
