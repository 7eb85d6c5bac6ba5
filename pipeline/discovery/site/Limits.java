package discovery.site;

/// How large the site may become, all of it in bytes but `pages`; GitHub Pages takes 1 GB and ten minutes.
///
/// @param pages  entries with a page of their own, at most; those that rank behind stand in blocks of records
/// @param bytes  of the whole site; a larger one is not made
/// @param page   what an entry with a page costs: with its JSON, its badge, and its places in lists
/// @param record what any entry costs: in the search, and in a block of records
public record Limits(int pages, long bytes, long page, long record) {
    public static final Limits DEFAULT = new Limits(140_000, 800_000_000L, 17_000, 900);
    /// Of the bytes, for what does not grow with entries.
    private static final double RESERVE = 0.04;

    public Limits {
        if (pages < 0 || bytes < 1 || page < 1 || record < 0) {
            throw new IllegalArgumentException(
                    "site.yaml wants `pages`, `bytes`, `page` and `record`, none of them negative");
        }
    }

    /// How many of so many entries get a page.
    int room(int entries) {
        var fits = ((long) (bytes * (1 - RESERVE)) - entries * record) / page;
        return Math.clamp(fits, 0, Math.min(pages, entries));
    }
}
