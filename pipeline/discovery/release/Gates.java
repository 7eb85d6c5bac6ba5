package discovery.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// `manifests/gates.yaml`: what a build must be like before anything of it is public.
///
/// @param schema       1
/// @param leastEntries fewer are a failed night, not a small one
/// @param mayShrink    share by which the whole, a kind or a source may shrink against the last release, in hundredths
/// @param smallSource  sources and kinds with fewer entries than this may shrink freely
/// @param mayChange    hundredths of the last release's entries that may be new, changed or gone in one night
/// @param mayAge       days that the data of a source may be old
/// @param leastRecall  hundredths of what the last release answered that this one is to answer as well
/// @param mostSite     bytes of the site as a whole
/// @param mostAssets   files of a release
/// @param mostBytes    file name → ceiling
/// @param overrides    what is let through for once, and why
public record Gates(
        int schema, long leastEntries, int mayShrink, int smallSource, int mayChange, int mayAge, int leastRecall,
        long mostSite, int mostAssets, Map<String, Long> mostBytes,
        List<Exemption> overrides) {
    /// @param gate   `total`, `kind:skill`, `source:ID`, `changed`, `age:ID`, `golden`
    /// @param reason one sentence
    /// @param until  ISO day after which it no longer holds
    public record Exemption(String gate, String reason, String until) {}

    public Gates {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is " + schema + "; this program reads schema 1");
        }
        mostBytes = mostBytes == null ? Map.of() : Map.copyOf(mostBytes);
        overrides = overrides == null ? List.of() : List.copyOf(overrides);
        overrides.stream().filter(each -> each.reason().isBlank() || !each.until().matches("\\d{4}-\\d\\d-\\d\\d"))
                .findFirst().ifPresent(each -> {
                    throw new IllegalArgumentException("the override for `" + each.gate()
                            + "` needs a reason and an end date such as 2026-12-31");
                });
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

    /// Whether more changed in one night than does without a fault of ours.
    ///
    /// @param before entries of the last release
    public Optional<String> changed(long before, Manifest.Stats now, String today) {
        var changed = now.added() + now.updated() + now.removed();
        return before < smallSource || changed * 100 <= before * mayChange || isExempt("changed", today)
                ? Optional.empty()
                : Optional.of(changed + " of " + before + " entries are new, changed or gone, more than " + mayChange
                        + " %; " + override("changed"));
    }

    /// Sources whose data is older than it may be, a sentence each.
    public List<String> aged(Manifest.Stats now, String today) {
        return now.ages().entrySet().stream()
                .filter(source -> source.getValue() > mayAge && !isExempt("age:" + source.getKey(), today))
                .map(source -> "the data of " + source.getKey() + " is " + source.getValue() + " days old; "
                        + override("age:" + source.getKey()))
                .toList();
    }

    /// Whether this gate is let through today.
    public boolean isExempt(String gate, String today) {
        return overrides.stream().anyMatch(each -> each.gate().equals(gate) && each.until().compareTo(today) >= 0);
    }

    /// What a person does where a gate is wrong.
    public static String override(String gate) {
        return "if that is right, commit an override for `" + gate + "` with a reason and an end date";
    }

    private void judge(
            String prefix, SortedMap<String, Long> before, SortedMap<String, Long> now, String today,
            List<String> found) {
        before.forEach((name, count) -> judge(prefix + name, count, now.getOrDefault(name, 0L), today, found));
    }

    private void judge(String gate, long before, long now, String today, List<String> found) {
        var allowed = before - before * mayShrink / 100;
        if (before < smallSource || now >= allowed || isExempt(gate, today)) {
            return;
        }
        found.add(gate + " fell from " + before + " to " + now + ", more than " + mayShrink
                + " %; " + override(gate));
    }
}
