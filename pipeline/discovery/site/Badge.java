package discovery.site;

import java.util.HashMap;
import java.util.Map;

/// An entry's score as a small picture for a README. It holds nothing foreign.
final class Badge {
    /// There are no more than there are points and colours.
    private final Map<String, byte[]> made = new HashMap<>();
    /// Where each was written first.
    private final Map<String, String> first = new HashMap<>();

    void print(Card card, Printer printer) {
        var like = card.points() + colour(card);
        var bytes = made.computeIfAbsent(like, any -> made(card));
        var before = first.putIfAbsent(like, card.badge());
        if (before == null) {
            printer.file(card.badge(), bytes);
        } else {
            printer.again(card.badge(), before, bytes);
        }
    }

    private static byte[] made(Card card) {
        return Utf8.of("""
                <svg xmlns="http://www.w3.org/2000/svg" width="106" height="20" role="img" aria-label="skill index: %1$s">\
                <rect width="76" height="20" fill="#3a3a36"/><rect x="76" width="30" height="20" fill="%2$s"/>\
                <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">\
                <text x="38" y="14">skill index</text><text x="91" y="14">%1$s</text></g></svg>
                """.formatted(card.points(), colour(card)));
    }

    /// Dark enough for white letters.
    static String colour(Card card) {
        return card.score() >= 7_500 ? "#0b5a50" : card.score() >= 5_000 ? "#4a6b12" : "#6b5a2a";
    }
}
