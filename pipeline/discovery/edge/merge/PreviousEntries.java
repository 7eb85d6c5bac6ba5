package discovery.edge.merge;

import discovery.build.Dump;
import discovery.edge.cli.Night;
import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.release.Keyring;
import discovery.edge.release.Previous;
import discovery.edge.signing.VerificationException;
import discovery.merge.Identity.Known;
import discovery.model.Row;
import java.io.IOException;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What the last release knew of its entries, if there is one: verified, then read as it is asked for. Close it.
///
/// @param known    sorted by id
/// @param nextSlot lowest slot that was never given
public record PreviousEntries(Stream<Known> known, int nextSlot) implements AutoCloseable {
    /// Lays the release of `--previous` out for this night and opens its dump.
    ///
    /// @throws IOException when it is not there, or must not be trusted
    public static PreviousEntries open(Night night) throws IOException, VerificationException {
        var where = night.options().previous();
        if (where.isEmpty()) {
            return new PreviousEntries(Stream.empty(), 0);
        }
        var root = Keyring.previousRoot(night.options().root(), night.config().root().map(night::beside),
                night.beside("keys/root.json"));
        var previous = Previous.layOut(night.out(), where.get(), root, night.now());
        var lines = JsonLines.lines(previous.dump());
        var rows = Dump.read(lines.iterator(), Json::parse);
        var known = stream(rows).map(PreviousEntries::known).onClose(lines::close);
        return new PreviousEntries(known, rows.header().nextSlot());
    }

    private static Known known(Row row) {
        var content = row.content();
        return new Known(content.id(), content.slot(), content.slug(), content.kind(), content.repository(),
                content.path(), content.name(), content.sha256(), content.commit(), content.blob(),
                content.firstSeen(), content.formerly());
    }

    static <T> Stream<T> stream(Iterator<T> items) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public void close() {
        known.close();
    }
}
