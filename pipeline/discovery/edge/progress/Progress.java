package discovery.edge.progress;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far one piece of work is. Safe for several threads.
public final class Progress implements AutoCloseable {
    private static final long QUIET = Duration.ofSeconds(10).toNanos();
    /// Where no terminal is: progress as lines in a log.
    private static final int WIDTH = 100;

    private final String what;
    private final PrintStream err;
    private final Optional<ProgressBar> bar;
    private long done;
    private long total;
    private long told = System.nanoTime();

    private Progress(String what, long total, PrintStream err, boolean live) {
        this.what = what;
        this.total = total;
        this.err = err;
        this.bar = live
                ? Optional.of(new ProgressBarBuilder()
                        .setTaskName(what)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setMaxRenderedLength(WIDTH)
                        .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                        .build())
                : Optional.empty();
    }

    /// @param total how much there is to do; -1: not known yet
    public static Progress of(String what, long total) {
        return new Progress(what, total, System.err, isTerminal());
    }

    /// True where a person watches: a terminal, and not a CI that pretends to be one.
    public static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && System.getenv("CI") == null;
    }

    /// More is done.
    public void step(long more) {
        reach(add(more), total);
    }

    private synchronized long add(long more) {
        return done + more;
    }

    /// So much is done, of so much; -1: not known.
    public synchronized void reach(long nowDone, long nowTotal) {
        done = nowDone;
        total = nowTotal;
        bar.ifPresentOrElse(live -> {
            live.maxHint(total);
            live.stepTo(done);
        }, this::tell);
    }

    /// What is being done right now, beside the bar.
    public void note(String text) {
        bar.ifPresent(live -> live.setExtraMessage(text));
    }

    private void tell() {
        var now = System.nanoTime();
        if (now - told < QUIET) {
            return;
        }
        told = now;
        err.println(total > 0
                ? String.format(Locale.ROOT, "%s: %,d of %,d", what, done, total)
                : String.format(Locale.ROOT, "%s: %,d", what, done));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
