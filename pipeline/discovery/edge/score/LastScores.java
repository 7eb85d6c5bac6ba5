package discovery.edge.score;

import discovery.edge.cli.Night;
import discovery.edge.json.Cursor;
import discovery.edge.json.JsonLines;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The scores of the last release, by id and in its order: of each entry's two lines in the dump that merge has verified
/// and laid out, only the id and one number are read.
final class LastScores implements AutoCloseable {
    private static final String ID = "{\"id\":\"";
    /// Where an entry's line of numbers has the score.
    private static final int PLACE = 6;

    private record Scored(String id, int score) {}

    private final Cursor<Scored> scores;

    private LastScores(Cursor<Scored> scores) {
        this.scores = scores;
    }

    static LastScores open(Night night) throws IOException {
        var dump = night.out().resolve("previous").resolve("skills.jsonl");
        if (!Files.exists(dump)) {
            return of(Stream.of(""));
        }
        return of(JsonLines.lines(dump));
    }

    /// @param lines of a dump
    static LastScores of(Stream<String> lines) {
        var pairs = new Pairs(lines.skip(1).iterator());
        var scored = StreamSupport
                .stream(Spliterators.spliteratorUnknownSize(pairs, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(lines::close);
        return new LastScores(new Cursor<>(scored, Scored::id));
    }

    /// In hundredths of a point; empty for an entry that the last release did not have. Ids are asked in order.
    OptionalInt of(String id) {
        return scores.at(id).map(scored -> OptionalInt.of(scored.score())).orElse(OptionalInt.empty());
    }

    @Override
    public void close() {
        scores.close();
    }

    private record Pairs(Iterator<String> lines) implements Iterator<Scored> {
        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public Scored next() {
            var content = lines.next();
            var id = content.substring(ID.length(), content.indexOf('"', ID.length()));
            return new Scored(id, Integer.parseInt(lines.next().split(",", PLACE + 2)[PLACE]));
        }
    }
}
