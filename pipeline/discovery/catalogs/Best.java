package discovery.catalogs;

import java.util.List;
import java.util.TreeSet;

/// The best offers of many, no more than so many.
final class Best {
    private final TreeSet<Offer> best = new TreeSet<>(Offer.ORDER);
    private final int most;

    Best(int most) {
        this.most = most;
    }

    void add(Offer offer) {
        best.add(offer);
        if (best.size() > most) {
            best.pollLast();
        }
    }

    /// Best first.
    List<Offer> all() {
        return List.copyOf(best);
    }
}
