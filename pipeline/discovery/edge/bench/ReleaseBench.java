package discovery.edge.bench;

import discovery.build.Dump;
import discovery.edge.build.Building;
import discovery.edge.client.Home;
import discovery.edge.client.Sync;
import discovery.edge.diff.RowChanges;
import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.release.WebOrigin;
import discovery.edge.serve.StaticServer;
import discovery.edge.signing.VerificationException;
import discovery.edge.sqlite.SkillsDb;
import discovery.edge.zstd.Patch;
import discovery.model.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What following the index costs: 52,341 entries of the corpus (`BENCH_CORPUS`) and their copies, typical nights and
/// heavy ones, thirty real ones; what attacks and kills do to a client.
final class ReleaseBench implements Bench {
    private static final int ENTRIES = 52_341;
    private static final Instant START = Instant.parse("2026-03-01T03:00:00Z");
    private static final int NIGHTS = 30;
    private static final Map<String, List<String>> NEEDS_CORPUS = Map.of(
            "patches", List.of("delta_over_bound_typical", "delta_over_bound_volatile", "delta_over_bound_heavy"),
            "follow", List.of("night_kb", "week_kb", "install_mb", "install_core_mb", "make_deltas_cpu_s",
                    "apply_cpu_s", "build_rows_ratio", "idle_requests", "idle_bytes"),
            "differ", List.of("builds_differ"));
    private static final Pattern ATTACK = Pattern.compile("attack ([A-E][0-9]+) passed");
    private static final Pattern KILLS = Pattern.compile("kills ([0-9]+), lost ([0-9]+)");
    private static final Pattern READONLY = Pattern.compile("readonly passed(.*)");
    private static final String KILLED =
            "2,000 entries; seed 7; beside it a full disk and a folder of another user";
    /// A1 to A21, B1 to B14, C1 to C8, E12, E13.
    private static final int ATTACKS = 21 + 14 + 8 + 2;

    @Override
    public String name() {
        return "release";
    }

    @Override
    public String about() {
        return "patches against the smallest known form, downloads, CPU, attacks and kills (BENCH_CORPUS; --scale:"
                + " entries)";
    }

    @Override
    public void run(Setting setting, Consumer<Figure> figures) throws IOException {
        var parts = setting.parts(List.of("patches", "follow", "differ", "attacks", "kills"));
        var corpus = setting.from("BENCH_CORPUS");
        NEEDS_CORPUS.forEach((part, metrics) -> {
            if (corpus.isEmpty() || !parts.contains(part)) {
                metrics.forEach(metric -> figures.accept(Figure.missing(name(), metric, unit(metric),
                        corpus.isEmpty() ? "BENCH_CORPUS is not set" : "BENCH_PARTS leaves it out")));
            }
        });
        if (corpus.isPresent()) {
            var entries = setting.scale() > 0 ? Math.min(setting.scale(), ENTRIES) : ENTRIES;
            try {
                if (parts.contains("patches")) {
                    patches(setting, Path.of(corpus.get()), entries, figures);
                }
                if (parts.contains("follow")) {
                    follow(setting, Path.of(corpus.get()), entries, figures);
                }
                if (parts.contains("differ")) {
                    differ(setting, Path.of(corpus.get()), entries, figures);
                }
            } catch (VerificationException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        if (parts.contains("attacks")) {
            attacks(setting, figures);
        }
        if (parts.contains("kills")) {
            kills(setting, figures);
        }
    }

    private static String unit(String metric) {
        return metric.contains("_kb") ? "KB" : metric.contains("_mb") ? "MB" : metric.endsWith("_s") ? "s"
                : metric.contains("over") || metric.contains("ratio") ? "x" : "";
    }

    private void figure(Consumer<Figure> figures, String metric, double value, String against) {
        figures.accept(Figure.of(name(), metric, value, unit(metric), against));
    }

    private static byte[] dump(CorpusRows world) {
        var text = new StringBuilder();
        var rows = world.rows();
        Dump.write(new Dump.Header(rows.size(), world.nextSlot()), rows.iterator(),
                line -> text.append(line).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<Integer, Row> bySlot(List<Row> rows) {
        var slots = new HashMap<Integer, Row>();
        rows.forEach(row -> slots.put(row.content().slot(), row));
        return slots;
    }

    /// One night of each sort, each from the same evening.
    private void patches(Setting setting, Path corpus, int entries, Consumer<Figure> figures) throws IOException {
        for (var sort : List.of("typical", "volatile", "heavy")) {
            var world = CorpusRows.of(corpus, entries);
            var before = dump(world);
            var rows = bySlot(world.rows());
            var share = entries / (double) ENTRIES;
            switch (sort) {
                case "typical" -> world.night(45, 234, 12);
                case "volatile" -> {
                    world.night(45, 234, 12);
                    world.drift((int) (5_000 * share), (int) (5_000 * share));
                }
                default -> world.night((int) (1_000 * share), (int) (3_000 * share), (int) (200 * share));
            }
            var now = dump(world);
            var patch = Patch.make(before, now);
            var bound = LogicalBound.write(before, rows, RowChanges.between(before, now, Json::parse));
            if (!LogicalBound.read(before, rows, bound).equals(bySlot(world.rows()))) {
                throw new IOException("what the bound wrote down does not lead to the new rows");
            }
            figure(figures, "delta_over_bound_" + sort, patch.length / (double) bound.bytes(),
                    "the bound: %d bytes, decoded and compared; the patch: %d".formatted(bound.bytes(), patch.length));
            beside(setting, sort, before, now, figures);
        }
    }

    private void beside(Setting setting, String sort, byte[] before, byte[] now, Consumer<Figure> figures)
            throws IOException {
        var work = Files.createDirectories(setting.work().resolve(sort));
        Files.write(work.resolve("old"), before);
        Files.write(work.resolve("new"), now);
        for (var tool : List.of("bsdiff old new PATCH", "xdelta3 -f -9 -S lzma -e -s old new PATCH",
                "zstd -q -f -12 --long=27 --single-thread --patch-from=old new -o PATCH")) {
            tool(work, sort, tool, "dump", figures);
        }
        if (sort.equals("typical")) {
            Building.database(work.resolve("old"), work.resolve("old.db"));
            Building.database(work.resolve("new"), work.resolve("new.db"));
            tool(work, sort, "zstd -q -f -12 --long=27 --single-thread --patch-from=old.db new.db -o PATCH", "database",
                    figures);
        }
        Published.delete(work);
    }

    private void tool(Path work, String sort, String command, String what, Consumer<Figure> figures)
            throws IOException {
        var tool = command.substring(0, command.indexOf(' '));
        var patch = work.resolve("patch-" + tool + "-" + what);
        var metric = "%s_%s_%s_kb".formatted(tool, what, sort);
        var ended = new Command(work, List.of("bash", "-c", command.replace("PATCH", patch.toString())), Map.of())
                .run(work.resolve("log"));
        if (ended.code() == 0) {
            figure(figures, metric, Files.size(patch) / 1e3, command);
        } else {
            figures.accept(Figure.missing(name(), metric, "KB", tool + " is not installed or failed"));
        }
    }

    private static Sync sync(Home home, Publisher publisher, String place, Instant now, boolean first)
            throws IOException {
        return new Sync(home, first ? Optional.of(publisher.root()) : Optional.empty(), List.of(place), now,
                new Random(1));
    }

    /// A client that follows typical nights over http, and one that comes new.
    private void follow(Setting setting, Path corpus, int entries, Consumer<Figure> figures)
            throws IOException, VerificationException {
        var world = CorpusRows.of(corpus, entries);
        var publisher = new Publisher(setting.work().resolve("typical"), 384, Publisher.keys(7));
        publisher.publish(world.rows(), world.nextSlot(), START);
        for (var night = 1; night <= 7; night++) {
            world.night(45, 234, 12);
            publisher.publish(world.rows(), world.nextSlot(), START.plus(Duration.ofDays(night)));
        }
        var nights = publisher.nights();
        var week = new Home(setting.work().resolve("week"));
        var daily = new Home(setting.work().resolve("daily"));
        var against = entries + " entries, typical nights of 45/234/12, http with gzip";
        install(setting, publisher, figures, against);
        at(nights.get(0), place -> sync(week, publisher, place, START.plusSeconds(60), true).run(false, false));
        var root = Files.write(setting.work().resolve("root.json"), publisher.root());
        at(nights.get(6), place -> process(setting, place, nights.get(6), Optional.of(root)));
        var bytes = WebOrigin.bytesRead();
        at(nights.get(7), place -> sync(week, publisher, place, nights.get(7).built(), false).run(false, false));
        figure(figures, "week_kb", (WebOrigin.bytesRead() - bytes) / 1e3, against);
        try (var server = StaticServer.start(nights.get(7).release(), 0)) {
            apply(setting, daily, server.url(), nights.get(7), figures, against);
            var requests = WebOrigin.requests();
            bytes = WebOrigin.bytesRead();
            sync(daily, publisher, server.url(), nights.get(7).built().plusSeconds(60), false).run(false, false);
            figure(figures, "idle_requests", (double) (WebOrigin.requests() - requests), against);
            figure(figures, "idle_bytes", (double) (WebOrigin.bytesRead() - bytes), against);
        }
        deltas(setting, nights, figures, against);
        ratio(setting, nights.get(7), world, figures);
        Published.delete(setting.work().resolve("typical"));
    }

    private interface With {
        void place(String url) throws IOException, VerificationException;
    }

    private static void at(Publisher.Night night, With client) throws IOException, VerificationException {
        try (var server = StaticServer.start(night.release(), 0)) {
            client.place(server.url());
        }
    }

    private void install(Setting setting, Publisher publisher, Consumer<Figure> figures, String against)
            throws IOException, VerificationException {
        var night = publisher.nights().get(7);
        for (var vectors : List.of(true, false)) {
            var folder = Files.createDirectories(setting.work().resolve("install-" + vectors));
            if (!vectors) {
                Files.createDirectories(folder.resolve("config"));
                Files.writeString(folder.resolve("config/settings.json"), "{\"index.vectors\": \"false\"}");
            }
            var bytes = WebOrigin.bytesRead();
            at(night, place -> sync(new Home(folder), publisher, place, night.built(), true).run(false, false));
            figure(figures, vectors ? "install_mb" : "install_core_mb", (WebOrigin.bytesRead() - bytes) / 1e6, against);
            Published.delete(folder);
        }
    }

    /// The second process of a user, as `scripts/jbang` starts it: the first one, which came new, left an archive of
    /// classes. And what it downloaded.
    private void apply(
            Setting setting, Home home, String url, Publisher.Night night, Consumer<Figure> figures, String against)
            throws IOException {
        var ended = process(setting, url, night, Optional.empty());
        var said = Files.readString(setting.work().resolve("apply.log"));
        if (!said.contains("one patch") || home.manifest().seq() != night.seq()) {
            throw new IOException("the night was not followed by its patch: " + said);
        }
        figure(figures, "night_kb", Long.parseLong(said.replaceFirst("(?s).*bytes ([0-9]+).*", "$1")) / 1e3, against);
        figure(figures, "apply_cpu_s", ended.cpu(), against + "; a new JVM, its start included");
    }

    private static Command.Cost process(Setting setting, String url, Publisher.Night night, Optional<Path> root)
            throws IOException {
        var command = new ArrayList<>(List.of(java(), "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC",
                "-XX:CompileThresholdScaling=10", "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + setting.work().resolve("follow.jsa"), "-Xlog:disable", "-cp",
                System.getProperty("java.class.path", ""), Follow.class.getName(),
                setting.work().resolve("daily").toString(), url, night.built().toString()));
        root.ifPresent(file -> command.add(file.toString()));
        var log = setting.work().resolve("apply.log");
        var ended = new Command(setting.work(), command, Map.of()).run(log);
        if (ended.code() != 0) {
            throw new IOException("the sync failed: " + Files.readString(log));
        }
        return ended;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
    }

    /// The five deltas of a night: from the last build, and from four older ones.
    private void deltas(Setting setting, List<Publisher.Night> nights, Consumer<Figure> figures, String against)
            throws IOException {
        var to = nights.get(7);
        var folder = Files.createDirectories(setting.work().resolve("five"));
        var started = Cpu.seconds();
        var deltas = new discovery.edge.diff.Deltas(to.dump(), Files.size(to.packed()), to.vectors(),
                Sha256.of(to.vectors()), to.seq());
        for (var from : List.of(nights.get(6), nights.get(3), nights.get(2), nights.get(1), nights.get(0))) {
            deltas.from(Files.readAllBytes(from.dump()), from.vectors(), Sha256.of(from.vectors()), from.seq(), folder);
        }
        figure(figures, "make_deltas_cpu_s", Cpu.seconds() - started, against + "; five deltas, of dump and vectors");
    }

    /// The sqlite3 program gets the same rows as statements, and then the same SQL.
    private void ratio(Setting setting, Publisher.Night night, CorpusRows world, Consumer<Figure> figures)
            throws IOException {
        var rows = world.rows();
        var ours = Double.MAX_VALUE;
        for (var time = 0; time < 3; time++) {
            var file = setting.work().resolve("ratio-" + time + ".db");
            var started = Cpu.seconds();
            SkillsDb.write(file, rows.iterator(), new Dump.Header(rows.size(), world.nextSlot()));
            ours = Math.min(ours, Cpu.seconds() - started);
            Files.delete(file);
        }
        var work = setting.work();
        Files.writeString(work.resolve("script.sql"), SkillsDb.script("INSERTED"));
        var make = "sqlite3 '%s' '.mode insert entries' \"SELECT %s FROM entries ORDER BY slot\" '.mode insert numbers'"
                .formatted(night.database(), String.join(", ", SkillsDb.columns()))
                + " 'SELECT * FROM numbers' >rows.sql && sed -e '/^INSERTED$/{r rows.sql' -e 'd}' script.sql >all.sql";
        var made = new Command(work, List.of("bash", "-c", make), Map.of()).run(work.resolve("log"));
        var theirs = new Command(work, List.of("bash", "-c", "sqlite3 theirs.db <all.sql"), Map.of())
                .run(work.resolve("sqlite.log"));
        if (made.code() != 0 || theirs.code() != 0) {
            figures.accept(Figure.missing(name(), "build_rows_ratio", "x", "sqlite3 failed: "
                    + Files.readString(work.resolve("sqlite.log")).lines().findFirst().orElse("")));
        } else {
            figure(figures, "build_rows_ratio", theirs.cpu() / ours,
                    ("sqlite3: %.2f CPU s, ours: %.2f; %d rows; insert,"
                            + " derive, rebuild, optimize, VACUUM INTO").formatted(theirs.cpu(), ours, rows.size()));
        }
    }

    /// A client over thirty real nights against a database made anew; and other JVMs against this one.
    private void differ(Setting setting, Path corpus, int entries, Consumer<Figure> figures)
            throws IOException, VerificationException {
        var world = CorpusRows.of(corpus, entries);
        var days = CorpusRows.history(corpus).tailMap("2026-07-01");
        var last = new ArrayList<>(days.keySet()).subList(0, Math.min(NIGHTS, days.size()));
        var blobs = new HashSet<String>();
        last.forEach(day -> blobs.addAll(days.getOrDefault(day, Map.of()).values()));
        var texts = CorpusRows.texts(corpus, blobs);
        var publisher = new Publisher(setting.work().resolve("real"), 64, Publisher.keys(7));
        publisher.publish(world.rows(), world.nextSlot(), START);
        var home = new Home(setting.work().resolve("follower"));
        sync(home, publisher, publisher.nights().getLast().release().toString(), START, true).run(false, false);
        var heaviest = 0L;
        for (var day : last) {
            world.replay(days.getOrDefault(day, Map.of()), texts);
            var night = publisher.publish(world.rows(), world.nextSlot(),
                    publisher.nights().getLast().built().plus(Duration.ofDays(1)));
            heaviest = Math.max(heaviest, night.manifest().deltas().lastEntry().getValue().bytes());
            var said = sync(home, publisher, night.release().toString(), night.built(), false).run(false, false).said();
            if (!said.contains("patch")) {
                throw new IOException(day + " was not followed by a patch: " + said);
            }
            if (publisher.nights().size() > 30) {
                Published.delete(publisher.nights().getFirst().release());
            }
        }
        var end = publisher.nights().getLast();
        var fresh = setting.work().resolve("fresh.db");
        Building.database(end.dump(), fresh);
        var wanted = Sha256.of(fresh);
        var databases = new ArrayList<String>(List.of(Sha256.of(home.current().orElseThrow().resolve("skills.db"))));
        for (var flags : List.of(List.of("-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"),
                List.of("-XX:+UseParallelGC", "-Duser.language=tr", "-Duser.country=TR"),
                List.of("-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2", "-Duser.timezone=Pacific/Kiritimati"))) {
            databases.add(remade(setting, end.dump(), flags, databases.size()));
        }
        var small = setting.work().resolve("small.jsonl");
        var few = CorpusRows.of(corpus, Math.min(2_000, entries));
        try (var out = new JsonLines.Writer(small)) {
            Dump.write(new Dump.Header(few.rows().size(), few.nextSlot()), few.rows().iterator(), out::line);
        }
        var interpreted = remade(setting, small, List.of("-Xint"), 90);
        var compiled = remade(setting, small, List.of(), 91);
        var differ = databases.stream().filter(digest -> !digest.equals(wanted)).count()
                + (interpreted.equals(compiled) ? 0 : 1);
        figure(figures, "builds_differ", (double) differ,
                "%d real nights by patches on %d entries against a new file; serial and"
                        .formatted(last.size(), entries)
                        + " parallel collector, 1 and 2 processors, hash codes, Turkish, -Xint");
        figure(figures, "real_night_heaviest_kb", heaviest / 1e3, last.size() + " real nights");
    }

    private static String remade(Setting setting, Path dump, List<String> flags, int number) throws IOException {
        var folder = setting.work().resolve("remade-" + number);
        var command = new ArrayList<>(List.of(java(), "--enable-native-access=ALL-UNNAMED"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), Remake.class.getName(),
                dump.toString(), folder.toString()));
        var ended = new Command(setting.work(), command, Map.of()).run(setting.work().resolve("remade.log"));
        if (ended.code() != 0) {
            throw new IOException(Files.readString(setting.work().resolve("remade.log")));
        }
        var digest = Sha256.of(folder.resolve("skills.db"));
        Published.delete(folder);
        return digest;
    }

    /// The tests print what they did; here it is counted.
    private void attacks(Setting setting, Consumer<Figure> figures) throws IOException {
        var said = tests(setting, "AttacksTest,KillsTest", List.of());
        var passed = new HashSet<String>();
        var match = ATTACK.matcher(said);
        while (match.find()) {
            passed.add(match.group(1));
        }
        figure(figures, "attacks_passed", passed.size(), "AttacksTest and KillsTest: "
                + String.join(" ", new TreeSet<>(passed)));
        figure(figures, "attacks_total", ATTACKS, "A1 to A21, B1 to B14, C1 to C8, E12, E13");
    }

    private void kills(Setting setting, Consumer<Figure> figures) throws IOException {
        var said = tests(setting, "KillsTest", List.of("-Dkills=200", "-Dentries=2000"));
        var kills = KILLS.matcher(said);
        if (kills.find()) {
            figure(figures, "kills", Double.parseDouble(kills.group(1)), KILLED);
            figure(figures, "kills_lost", Double.parseDouble(kills.group(2)), KILLED);
        } else {
            figures.accept(Figure.missing(name(), "kills", "", "the tests did not end"));
            figures.accept(Figure.missing(name(), "kills_lost", "", "the tests did not end"));
        }
        var readonly = READONLY.matcher(said);
        if (readonly.find()) {
            figure(figures, "readonly_refused", 1, "a sync in a folder of which it may change nothing"
                    + readonly.group(1));
        } else {
            figures.accept(Figure.missing(name(), "readonly_refused", "", "this user may write everywhere, and no other"
                    + " one can be taken here"));
        }
    }

    private static String tests(Setting setting, String tests, List<String> more) throws IOException {
        var log = setting.work().resolve("tests.log");
        var command = new ArrayList<>(List.of("scripts/mvn", "-o", "-q", "test", "-Dtest=" + tests,
                "-Dsurefire.failIfNoSpecifiedTests=false"));
        command.addAll(more);
        new Command(setting.home(), command, Map.of()).run(log);
        return Files.readString(log);
    }
}
