package repo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is not under `edge/` does no I/O, reads no clock and knows no library.
class PurityTest {
    private static final Pattern ALLOWED =
            Pattern.compile("java\\.(lang|math|text|time|util)\\..*|discovery\\.(?!edge\\.).*");
    private static final Pattern FORBIDDEN = Pattern.compile("java\\.io\\.\\w+|java\\.nio\\.\\w+|java\\.net\\.\\w+"
            + "|\\b(?:Instant|LocalDate|LocalDateTime|OffsetDateTime|ZonedDateTime)\\.now\\b|\\bClock\\.system\\w*"
            + "|\\bSystem\\.(?:currentTimeMillis|nanoTime|getenv|getProperty|out|err|in)\\b|\\bIO\\.\\w+"
            + "|\\bMath\\.random\\b|\\bUUID\\.randomUUID\\b|\\bnew (?:Random|Date)\\(\\)|\\bThreadLocalRandom\\b"
            + "|\\bProcessBuilder\\b|\\bRuntime\\.getRuntime\\b|discovery\\.edge\\b");

    @Test
    void the_core_imports_only_values_and_itself() {
        var offences = new ArrayList<String>();
        for (var file : core()) {
            for (var each : Code.of(Repository.read(file)).imports()) {
                if (each.kind().equals("module") || !ALLOWED.matcher(each.name()).matches()) {
                    offences.add("%s imports %s".formatted(file, (each.kind() + " " + each.name()).strip()));
                }
            }
        }
        Offences.none("what is not under edge/ may not know these", offences);
    }

    @Test
    void the_core_touches_neither_world_nor_clock() {
        var offences = new ArrayList<String>();
        for (var file : core()) {
            var code = Code.of(Repository.read(file)).text();
            FORBIDDEN.matcher(code.replaceAll("(?m)^import .*$", "")).results()
                    .forEach(found -> offences.add("%s says %s".formatted(file, found.group())));
        }
        Offences.none("what is not under edge/ may not use these", offences);
    }

    private static List<Path> core() {
        return Repository.library().stream().filter(file -> !Repository.below(file, "pipeline/discovery/edge"))
                .toList();
    }
}
