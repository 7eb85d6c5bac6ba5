package discovery.edge.fetch;

import discovery.edge.cache.Cache;
import discovery.edge.cli.Night;
import discovery.edge.cli.Options;
import discovery.edge.cli.Share;
import discovery.edge.github.Forges;
import discovery.edge.progress.Progress;
import discovery.fetch.FetchFailedException;
import discovery.fetch.Shrinking;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;

/// `fetch --shard I/N`: several machines read the repositories of a first night, or of one with a new program. What they
/// make is a part of the cache, and no stage's folder; `fetch` with all parts says what it would have said without.
public final class Part {
    private Part() {}

    /// @return the exit code
    public static int read(Options options, Share share) throws IOException, FetchFailedException {
        var night = Night.of(options);
        var today = LocalDate.ofEpochDay(night.today());
        var world = night.world();
        var part = Cache.part(Night.cache().resolve("fetch"), share.number(), share.of());
        try (var forges = world.isPresent()
                ? Forges.ofWorld(night.config().nights().get(world.get()), night.beside(""), part, System.getenv(),
                        today)
                : Forges.ofGitHub(night.beside(""), part, System.getenv(), today);
                var progress = Progress.of("fetch %d/%d".formatted(share.number(), share.of()), -1)) {
            var read = forges.collector(Shrinking.FREELY).readPart(
                    night.config(), new HashSet<>(night.options().only()), share::has,
                    (what, done, total) -> {
                        progress.note(what);
                        progress.reach(done, total.orElse(-1));
                    });
            forges.keepShared();
            System.err.println("fetch: %,d repositories are in %s; %s".formatted(
                    read, part, forges.traffic().sentence()));
        }
        return 0;
    }
}
