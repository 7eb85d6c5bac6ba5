package discovery.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a change of weights does to the order of entries.
public final class Rankings {
    /// @param before hundredths of a point under the weights in use; `after`: under the others
    public record Scored(String id, String name, int before, int after) {}

    /// @param was rank under the weights in use, from 1; `is`: under the others
    public record Move(Scored entry, int was, int is) {
        /// Ranks that it climbs; negative: falls.
        public int climb() {
            return was - is;
        }
    }

    private Rankings() {}

    /// Entries whose rank changes, the largest change first; of equal changes the better rank first. Entries of equal
    /// score keep the order of their ids.
    public static List<Move> moves(List<Scored> entries) {
        var was = order(entries, Comparator.comparingInt(Scored::before));
        var is = order(entries, Comparator.comparingInt(Scored::after));
        var moves = new ArrayList<Move>();
        for (var i = 0; i < entries.size(); i++) {
            if (was[i] != is[i]) {
                moves.add(new Move(entries.get(i), was[i], is[i]));
            }
        }
        moves.sort(Comparator.<Move>comparingInt(move -> -Math.abs(move.climb())).thenComparingInt(Move::is));
        return List.copyOf(moves);
    }

    private static int[] order(List<Scored> entries, Comparator<Scored> by) {
        var places = new ArrayList<Integer>();
        for (var i = 0; i < entries.size(); i++) {
            places.add(i);
        }
        places.sort(Comparator.<Integer, Scored>comparing(entries::get,
                by.reversed().thenComparing(Scored::id)));
        var ranks = new int[entries.size()];
        for (var rank = 0; rank < places.size(); rank++) {
            ranks[places.get(rank)] = rank + 1;
        }
        return ranks;
    }
}
