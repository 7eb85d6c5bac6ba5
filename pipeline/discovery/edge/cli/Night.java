package discovery.edge.cli;

import discovery.edge.json.Yaml;
import discovery.model.Config;
import discovery.model.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// One night as a stage sees it: its configuration, its instant and where its folders are.
public final class Night {
    private final Options options;
    private final Config config;
    private final Instant now;

    private Night(Options options, Config config, Instant now) {
        this.options = options;
        this.config = config;
        this.now = now;
    }

    /// The night of arguments, at the instant that its stages ran under.
    public static Night of(Options options) throws IOException {
        return of(options, Door.started(options, Stage.SCORE));
    }

    /// @param started the instant that earlier stages of this night ran under, where there were any
    static Night of(Options options, Optional<Instant> started) throws IOException {
        var config = Yaml.read(options.config, Config.class);
        var nights = config.nights().size();
        var number = options.night.orElse(nights);
        if (number < 0 || number > nights || (nights > 0 && number == 0)) {
            throw new WrongUsage("--night %d: %s has nights 1 to %d".formatted(number, options.config, nights));
        }
        var last = config.now().map(Instant::parse).map(instant -> instant.minus(Duration.ofDays(nights - number)));
        var now = options.now.or(() -> started).or(() -> last).orElseGet(Night::clock);
        return new Night(options, config, now);
    }

    /// The only place in the pipeline that reads the clock for something that ends up in an output.
    private static Instant clock() {
        return Instant.ofEpochSecond(Instant.now().getEpochSecond());
    }

    public Config config() {
        return config;
    }

    public Options options() {
        return options;
    }

    public Instant now() {
        return now;
    }

    /// Days since 1970-01-01, by UTC.
    public long today() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
    }

    /// Number of the world among the configuration's nights, from 0; empty when GitHub is read.
    public Optional<Integer> world() {
        return config.nights().isEmpty()
                ? Optional.empty()
                : Optional.of(options.night.orElse(config.nights().size()) - 1);
    }

    /// A path of the configuration, which is relative to its file.
    public Path beside(String path) {
        var folder = options.config.toAbsolutePath().getParent();
        return folder == null ? Path.of(path) : folder.resolve(path).normalize();
    }

    /// A file that another stage of this night made.
    ///
    /// @throws IOException when that stage has not run
    public Path in(Stage stage, String file) throws IOException {
        var path = options.out.resolve(stage.folder()).resolve(file);
        if (!Files.exists(path)) {
            throw new IOException("%s is not there; run the stage `%s` first".formatted(path, stage));
        }
        return path;
    }

    /// The folder that another stage of this night made.
    public Path folder(Stage stage) {
        return options.out.resolve(stage.folder());
    }

    /// How many things another stage of this night wrote; -1 when it has not run.
    public long count(Stage stage) throws IOException {
        return StageFile.read(options.out.resolve(stage.folder())).map(StageFile::out).orElse(-1L);
    }

    public Path out() {
        return options.out;
    }

    /// What is kept between nights to save time; may be lost. `SKILL_INDEX_CACHE`, else the user's cache folder.
    public static Path cache() {
        return Optional.ofNullable(System.getenv("SKILL_INDEX_CACHE"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .or(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .filter(text -> !text.isBlank())
                        .map(home -> Path.of(home, "skill-index")))
                .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache", "skill-index"));
    }
}
