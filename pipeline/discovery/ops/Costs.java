package discovery.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a month takes of what the platforms give for nothing.
public final class Costs {
    private static final int GROWTH = 10;

    private Costs() {}

    /// What is known of the last build.
    ///
    /// @param siteBytes    of the site
    /// @param largestAsset bytes
    /// @param releaseBytes of all files of a release
    /// @param largestSmall bytes of the largest file that the CDN gets
    /// @param deltaBytes   what a client downloads a night
    public record Sizes(
            long siteBytes, long largestAsset, long releaseBytes, long largestSmall, long deltaBytes,
            long cacheBytes) {}

    /// @param minutes of Actions a month, by workflow
    /// @param clients who take every build
    public static Answer of(Topology topology, Optional<Sizes> sizes, Minutes.Month minutes, long clients) {
        var rows = new ArrayList<List<String>>();
        for (var limit : topology.limits()) {
            var now = switch (limit.what()) {
                case "minutes" -> Optional.of((double) minutes.total());
                case "pages-bytes" -> sizes.map(each -> (double) each.siteBytes());
                case "pages-traffic" -> sizes.map(each -> (double) clients * each.deltaBytes() * Minutes.DAYS);
                case "asset-bytes" -> sizes.map(each -> (double) each.largestAsset());
                case "cdn-file-bytes" -> sizes.map(each -> (double) each.largestSmall());
                case "cache-bytes" -> sizes.map(each -> (double) each.cacheBytes());
                default -> throw new IllegalArgumentException(
                        "limit `%s` is not known; known: minutes, pages-bytes, pages-traffic, asset-bytes,"
                                .formatted(limit.what()) + " cdn-file-bytes, cache-bytes");
            };
            var later = limit.what().equals("minutes") ? Optional.of((double) minutes.grown(GROWTH))
                    : now.map(each -> each * GROWTH);
            rows.add(List.of(limit.what(), amount(now, limit.unit()), amount(later, limit.unit()),
                    amount(Optional.of((double) limit.most()), limit.unit()), share(now, limit), share(later, limit),
                    limit.source()));
        }
        return new Answer(List.of("Minutes by workflow: " + minutes.words(),
                "Traffic is for %,d clients that take every build.".formatted(clients)),
                List.of("what", "now", "at 10x", "free", "used", "used at 10x", "says"), rows);
    }

    private static String share(Optional<Double> part, Topology.Limit limit) {
        return part.map(each -> String.format(Locale.ROOT, "%.1f %%", 100 * each / limit.most())).orElse("unknown");
    }

    private static String amount(Optional<Double> number, String unit) {
        if (number.isEmpty()) {
            return "unknown";
        }
        var value = number.get();
        if (!unit.equals("B")) {
            return String.format(Locale.ROOT, "%.0f %s", value, unit);
        }
        for (var step : List.of("B", "kB", "MB", "GB")) {
            if (value < 1000 || step.equals("GB")) {
                return String.format(Locale.ROOT, "%.1f %s", value, step);
            }
            value /= 1000;
        }
        throw new IllegalStateException("not reached");
    }
}
