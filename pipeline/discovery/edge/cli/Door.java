package discovery.edge.cli;

import discovery.edge.files.Published;
import discovery.model.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// Where a program starts and ends: reads its arguments, runs its work, says what went wrong in one sentence, and ends
/// with the exit code that says it to other programs: 0 done, 1 failed, 2 wrong usage, 3 refused.
public final class Door {
    /// A stage's work: reads what it needs and fills the empty folder that it is given.
    public interface Work {
        Tally in(Night night, Path folder) throws Exception;
    }

    private Door() {}

    /// Runs one stage and ends the program. The stage's folder appears whole, with its `stage.json`, or not at all.
    public static void open(Stage stage, String[] args, Work work) {
        var options = new Options();
        System.exit(enter("pipeline/%s.java".formatted(stage), stage.purpose(), options, args,
                () -> run(stage, options, work)));
    }

    /// Whether a stage has nothing to do for these arguments, which its own process would find out too: asked before one
    /// is started, because starting it costs more than asking. What a killed run left beside its folder is put right.
    public static boolean isUpToDate(Stage stage, List<String> arguments) throws IOException {
        var options = CommandLine.populateCommand(new Options(), arguments.toArray(String[]::new));
        if (options.redo || !Files.isDirectory(options.out.resolve(stage.folder()))) {
            return false;
        }
        try (var lock = Lock.of(options.out)) {
            Published.recover(lock.folder());
            var night = Night.of(options, started(options, stage));
            return isUpToDate(stage, night, StageFile.inputs(stage, night));
        }
    }

    private static boolean isUpToDate(Stage stage, Night night, SortedMap<String, String> inputs) throws IOException {
        return StageFile.read(night.folder(stage))
                .filter(before -> before.refused().isEmpty())
                .filter(before -> before.inputs().equals(inputs) && before.now().equals(night.now().toString()))
                .isPresent();
    }

    /// Runs any program with arguments and gives its exit code. `command` is a picocli command: an object whose
    /// annotated fields are its flags.
    public static int enter(String name, String purpose, Object command, String[] args, Callable<Integer> work) {
        // Formats must not depend on where the program runs.
        Locale.setDefault(Locale.ROOT);
        var line = new CommandLine(new Shell(work)).addMixin("options", command);
        line.setCommandName(name);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.registerConverter(Instant.class, Door::instant);
        line.registerConverter(ClientOptions.Verb.class, ClientOptions.Verb::of);
        line.getCommandSpec().usageMessage()
                .description("There to " + purpose + ".")
                .footer("", "Exit codes: 0 done, 1 the work failed, 2 wrong usage, 3 refused by a gate or by"
                        + " verification.", "Data goes to stdout, progress and messages to stderr.")
                .width(100);
        line.setParameterExceptionHandler((wrong, given) -> usage(wrong));
        line.setExecutionExceptionHandler((failed, commandLine, parsed) -> {
            if (failed instanceof ParameterException wrong) {
                return usage(wrong);
            }
            return fail(name, failed);
        });
        return line.execute(args);
    }

    /// SQLite, zstd and ONNX Runtime unpack a native library into the temporary folder.
    private static <T> T withLibraries(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (LinkageError e) {
            throw new IOException("a native library could not be loaded (%s): see that there is room in %s, and that"
                    .formatted(e.getMessage(), System.getProperty("java.io.tmpdir"))
                    + " programs may be run from there, or name another folder by JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=…",
                    e);
        }
    }

    @CommandLine.Command
    private record Shell(Callable<Integer> work) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return withLibraries(work);
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("write it like 2026-08-20T03:17:00Z, not `%s`".formatted(text));
        }
    }

    private static int usage(ParameterException wrong) {
        System.err.println(wrong.getMessage() + " (see --help)");
        return 2;
    }

    /// Runs one stage whose arguments are read: see `open`.
    public static int run(Stage stage, Options options, Work work) throws Exception {
        Files.createDirectories(options.out);
        try (var lock = Lock.of(options.out)) {
            return locked(stage, options, work, lock);
        }
    }

    private static int locked(Stage stage, Options options, Work work, Lock lock) throws Exception {
        try {
            return unlogged(stage, options, work, lock);
        } catch (WrongUsage e) {
            throw e;
        } catch (Exception e) {
            var night = StageFile.read(options.out.resolve(Stage.FETCH.folder())).map(StageFile::now).orElse("");
            Journal.of(options.out, stage.folder(), night, System.getenv()).failed(e);
            throw e;
        }
    }

    private static int unlogged(Stage stage, Options options, Work work, Lock lock) throws Exception {
        var started = System.nanoTime();
        Published.recover(lock.folder());
        var night = Night.of(options, started(options, stage));
        var place = options.out.resolve(stage.folder());
        var inputs = StageFile.inputs(stage, night);
        if (Files.exists(place) && !options.resume && !options.redo) {
            throw new WrongUsage("%s is finished already; add --resume to keep it if it is up to date, or --redo to"
                    .formatted(place) + " make it again");
        }
        if (!options.redo && isUpToDate(stage, night, inputs)) {
            System.err.println("%s: up to date".formatted(stage));
            return 0;
        }
        var done = new StageFile[1];
        Published.Writing writing = folder -> {
            try {
                done[0] = StageFile.write(folder, stage, night, inputs, work.in(night, folder));
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e.getMessage(), e);
            }
        };
        if (Files.exists(place)) {
            Published.replacing(place, writing);
        } else {
            Published.folder(place, writing);
        }
        var usage = Usage.of(done[0], started);
        usage.append(options.out);
        Journal.of(options.out, stage.folder(), night.now().toString(), System.getenv()).ended(done[0], usage);
        System.err.println(line(usage));
        if (done[0].refused().isPresent()) {
            System.err.println("%s: refused: %s".formatted(stage, done[0].refused().get()));
            return 3;
        }
        return 0;
    }

    /// A night has one instant: that of its fetch, when nobody says another.
    static Optional<Instant> started(Options options, Stage stage) throws IOException {
        return stage == Stage.FETCH
                ? Optional.empty()
                : StageFile.read(options.out.resolve(Stage.FETCH.folder())).map(file -> Instant.parse(file.now()));
    }

    private static String line(Usage usage) {
        var problems = usage.problems().values().stream().mapToLong(Long::longValue).sum();
        return String.format(Locale.ROOT, "%s: %,d in, %,d out, %,d problems, %.1f s, %,d KB", usage.stage(),
                usage.in(), usage.out(), problems, usage.seconds(), usage.bytes() / 1024);
    }

    private static int fail(String name, Exception failed) {
        var cause = failed instanceof UncheckedIOException && failed.getCause() instanceof IOException inside
                ? inside
                : failed;
        System.err.println(name.replaceAll("^pipeline/|\\.java$", "") + ": " + sentence(cause));
        if (System.getenv("SKILL_INDEX_DEBUG") != null || isBug(cause)) {
            failed.printStackTrace();
        }
        return switch (cause) {
            case Refused refused -> 3;
            case WrongUsage usage -> 2;
            default -> 1;
        };
    }

    /// What the user can act on has a sentence; anything else is a mistake of ours, and wants its trace.
    private static boolean isBug(Exception cause) {
        return cause instanceof RuntimeException && !(cause instanceof IllegalArgumentException);
    }

    private static String sentence(Exception cause) {
        var message = Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        if (message.contains("No space left on device") || message.contains("File too large")
                || message.contains("Disk quota exceeded") || message.contains("SQLITE_FULL")) {
            return "the disk is full (%s): make room and run it again, a night with --resume; nothing finished is lost"
                    .formatted(message);
        }
        return switch (cause) {
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written by you";
            case FileSystemException file -> message;
            default -> message;
        };
    }
}
