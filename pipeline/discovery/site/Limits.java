package discovery.site;

/// How large the site may become; GitHub Pages takes 1 GB and ten minutes.
///
/// @param pages entries with a page of their own, the best; the others stand in blocks of records behind one page
/// @param bytes of the whole site; a larger one is not made
public record Limits(int pages, long bytes) {
    public static final Limits DEFAULT = new Limits(140_000, 800_000_000L);
}
