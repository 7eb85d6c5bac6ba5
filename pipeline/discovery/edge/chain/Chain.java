package discovery.edge.chain;

import discovery.edge.cli.Door;
import discovery.edge.cli.Options;
import discovery.edge.cli.Usage;
import discovery.edge.cli.WrongUsage;
import discovery.edge.json.Yaml;
import discovery.model.Config;
import discovery.model.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A night, or the nights of a sample one after the other, stage by stage.
///
/// The last night's folders are in OUT; those of night N before it are in `OUT/nights/N/`, and its release is what the
/// next one builds on.
public final class Chain {
    private final Options options;
    private final Stage from;
    private final Stage to;
    private final boolean again;

    /// @param from  first stage of the last night; given: it and those after it are made again
    /// @param to    last stage of the last night
    public Chain(Options options, Optional<Stage> from, Optional<Stage> to) {
        this.options = options;
        this.from = from.orElse(Stage.FETCH);
        this.to = to.orElse(Stage.PUBLISH);
        this.again = from.isPresent();
    }

    /// Runs to the end, or to the first stage that fails.
    ///
    /// @return the exit code: 0, or that of the stage that failed
    public int run() throws IOException {
        if (from.compareTo(to) > 0) {
            throw new WrongUsage("--from %s comes after --to %s".formatted(from, to));
        }
        var config = Yaml.read(options.config(), Config.class);
        refuseFinished();
        var launcher = Launcher.find(options.config());
        var nights = Math.max(1, config.nights().size());
        var now = options.now().or(() -> config.now().map(Instant::parse))
                .or(this::started)
                .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
        var previous = options.previous();
        for (var night = 1; night <= nights; night++) {
            var last = night == nights;
            var out = last ? options.out() : options.out().resolve("nights").resolve(Integer.toString(night));
            if (nights > 1) {
                System.err.println("night %d of %d".formatted(night, nights));
            }
            for (var stage : Stage.values()) {
                if (last && (stage.compareTo(from) < 0 || stage.compareTo(to) > 0)) {
                    continue;
                }
                var arguments = new ArrayList<>(List.of(
                        "--config", options.config().toString(), "--out", out.toString(),
                        "--now", now.minus(Duration.ofDays(nights - night)).toString()));
                previous.ifPresent(where -> arguments.addAll(List.of("--previous", where)));
                options.root().ifPresent(root -> arguments.addAll(List.of("--root", root.toString())));
                options.ledger().filter(file -> last)
                        .ifPresent(file -> arguments.addAll(List.of("--ledger", file.toString())));
                if (!config.nights().isEmpty()) {
                    arguments.addAll(List.of("--night", Integer.toString(night)));
                }
                if (!options.only().isEmpty()) {
                    arguments.addAll(List.of("--only", String.join(",", options.only())));
                }
                arguments.add(last && again ? "--redo" : "--resume");
                if (Door.isUpToDate(stage, arguments)) {
                    System.err.println("%s: up to date".formatted(stage));
                    continue;
                }
                var command = new ArrayList<>(launcher.command(stage));
                command.addAll(arguments);
                var code = start(command);
                if (code != 0) {
                    return code;
                }
            }
            previous = Optional.of(out.resolve(Stage.SIGN.folder()).toString());
        }
        return 0;
    }

    /// A night that goes on has the instant that it began under.
    private Optional<Instant> started() {
        try {
            return Usage.started(options.out());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private void refuseFinished() throws IOException {
        if (options.resume() || again || !Files.exists(options.out())) {
            return;
        }
        for (var stage : Stage.values()) {
            if (Files.exists(options.out().resolve(stage.folder()))) {
                throw new WrongUsage(
                        "%s holds a night already, and a finished folder is never overwritten; choose a new"
                                .formatted(options.out())
                                + " --out, or add --resume to go on with it, or --from STAGE to make"
                                + " it again from there");
            }
        }
        if (Files.exists(options.out().resolve("nights"))) {
            throw new WrongUsage("%s holds a night that was begun; add --resume to go on with it, or choose a new --out"
                    .formatted(options.out()));
        }
    }

    private static int start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).inheritIO();
        var process = builder.start();
        var stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted; run again with --resume", e);
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(stop);
            } catch (IllegalStateException ending) {
                // The program ends; the hook has run or will.
            }
        }
    }

    /// The folders that a person asks for, when the night is over.
    public static Path place(Options options, Stage stage) {
        return options.out().resolve(stage.folder());
    }
}
