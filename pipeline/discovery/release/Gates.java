package discovery.release;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// `manifests/gates.yaml`: what a build must be like before anything of it is public.
///
/// @param schema       1
/// @param leastEntries fewer are a failed night, not a small one
/// @param mayShrink    share by which the whole, a kind or a source may shrink against the last release, in hundredths
/// @param smallSource  sources and kinds with fewer entries than this may shrink freely
/// @param mostBytes    file name → ceiling
/// @param overrides    what is let through for once, and why
public record Gates(
        int schema, long leastEntries, int mayShrink, int smallSource, Map<String, Long> mostBytes,
        List<Exemption> overrides) {
    /// @param gate   `total`, `kind:skill`, `source:ID`
    /// @param reason one sentence
    /// @param until  ISO day after which it no longer holds
    public record Exemption(String gate, String reason, String until) {}

    public Gates {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is " + schema + "; this program reads schema 1");
        }
        mostBytes = mostBytes == null ? Map.of() : Map.copyOf(mostBytes);
        overrides = overrides == null ? List.of() : List.copyOf(overrides);
    }

    /// What in tonight's counts is smaller than it may be, a sentence each.
    ///
    /// @param today ISO day, for overrides that have ended
    public List<String> shrunk(Manifest.Stats before, Manifest.Stats now, String today) {
        var found = new java.util.ArrayList<String>();
        judge("total", before.total(), now.total(), today, found);
        judge("kind:", before.kinds(), now.kinds(), today, found);
        judge("source:", before.sources(), now.sources(), today, found);
        return List.copyOf(found);
    }

    private void judge(
            String prefix, SortedMap<String, Long> before, SortedMap<String, Long> now, String today,
            List<String> found) {
        before.forEach((name, count) -> judge(prefix + name, count, now.getOrDefault(name, 0L), today, found));
    }

    private void judge(String gate, long before, long now, String today, List<String> found) {
        var allowed = before - before * mayShrink / 100;
        if (before < smallSource || now >= allowed || overrides.stream()
                .anyMatch(each -> each.gate().equals(gate) && each.until().compareTo(today) >= 0)) {
            return;
        }
        found.add(gate + " fell from " + before + " to " + now + ", more than " + mayShrink
                + " %; if that is right, commit an override for `" + gate + "` with a reason and an end date");
    }
}
