package repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StyleTest {
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum)\\s+(\\w+)");
    private static final Pattern VAGUE =
            Pattern.compile("\\w*(?:Manager|Managers|Helper|Helpers|Util|Utils|Utility|Impl)|\\w+Base|Base[A-Z]\\w*");
    private static final Pattern CANNOT_FAIL = Pattern.compile("\\|\\|\\s*(?:true|:)(?:\\s|$)|set \\+e\\s*$");
    private static final int STAGE_LINES = 40;
    private static final long FILE_BYTES = 1 << 20;

    /// Whole host names would be found in this file too.
    private static final List<String> REGISTRIES = Stream.of("repo1 maven org", "repo maven apache org",
            "central sonatype com", "registry npmjs org", "registry yarnpkg com", "deb debian org",
            "archive ubuntu com")
            .map(words -> words.replace(' ', '.')).toList();

    @Test
    void a_type_says_what_it_is() {
        var offences = new ArrayList<String>();
        for (var file : Repository.files()) {
            if (file.toString().endsWith(".java") && !isForeign(file)) {
                TYPE.matcher(Code.of(Repository.read(file)).text()).results().map(found -> found.group(1))
                        .filter(name -> VAGUE.matcher(name).matches())
                        .forEach(name -> offences.add("%s: %s says nothing; name what it does".formatted(file, name)));
            }
        }
        Offences.none("a type's name says what it does", offences);
    }

    @Test
    void a_check_can_fail() {
        var offences = new ArrayList<String>();
        for (var file : Repository.files()) {
            if (Stream.of("scripts", ".ci", ".github").anyMatch(folder -> Repository.below(file, folder))
                    && isText(file)) {
                Repository.read(file).lines().filter(line -> CANNOT_FAIL.matcher(line).find())
                        .filter(line -> !line.strip().equals("set +e"))
                        .forEach(line -> offences.add("%s swallows a failure: %s".formatted(file, line.strip())));
            }
        }
        Offences.none("a check can fail", offences);
    }

    @Test
    void file_names_are_ascii() {
        var odd = Repository.files().stream().map(Path::toString).filter(name -> !name.matches("[ -~]+")).toList();
        Offences.none("under LC_ALL=C, Java can't open files with such names", odd);
    }

    @Test
    void no_file_names_a_registry_or_this_machine() {
        var places = Pattern.compile("(?<![\\w.])/(?:work|root)/(?:main|shared|\\.\\w+)");
        var offences = new ArrayList<String>();
        for (var file : Repository.files()) {
            if (!isForeign(file) && isText(file)) {
                var text = Repository.read(file);
                REGISTRIES.stream().filter(text::contains)
                        .forEach(host -> offences.add("%s names the registry %s".formatted(file, host)));
                places.matcher(text).results()
                        .forEach(found -> offences.add("%s names the folder %s".formatted(file, found.group())));
            }
        }
        Offences.none("no file names a registry or a folder of this machine", offences);
    }

    @Test
    void a_stage_is_thin() {
        var offences = new ArrayList<String>();
        for (var stage : Repository.stages()) {
            var lines = Repository.read(stage).lines().count();
            if (lines > STAGE_LINES) {
                offences.add("%s has %d lines: move its work into the library".formatted(stage, lines));
            }
        }
        Offences.none("a stage has at most %d lines".formatted(STAGE_LINES), offences);
    }

    @Test
    void no_file_is_large() throws IOException {
        var offences = new ArrayList<String>();
        for (var file : Repository.files()) {
            var size = Files.size(Repository.ROOT.resolve(file));
            if (size > FILE_BYTES) {
                offences.add("%s has %d bytes".formatted(file, size));
            }
        }
        Offences.none("a file has at most 1 MiB", offences);
    }

    /// Other people's files, as they were found.
    private static boolean isForeign(Path file) {
        return Stream.of("manifests/sample", "pipeline/test/golden", "pipeline/test/world")
                .anyMatch(folder -> Repository.below(file, folder));
    }

    private static boolean isText(Path file) {
        return !file.toString()
                .matches(".*\\.(?:png|jpe?g|gif|webp|ico|woff2?|zst|gz|bin|db|onnx|jar|pdf|sig|gpg|der|patch)");
    }
}
