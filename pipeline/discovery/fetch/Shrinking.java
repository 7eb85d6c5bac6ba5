package discovery.fetch;

import java.util.Set;

/// How much less a source may name than it did, before that looks like a mistake of its own.
///
/// @param hundredths of what it named on its last good night
/// @param small      what names less than this may shrink freely
/// @param allowed    sources for which somebody has committed an override
public record Shrinking(int hundredths, int small, Set<String> allowed) {
    /// Everything may shrink.
    public static final Shrinking FREELY = new Shrinking(100, 0, Set.of());

    public Shrinking {
        allowed = Set.copyOf(allowed);
    }

    boolean isTooMuch(String source, long before, long now) {
        return before >= small && now < before - before * hundredths / 100 && !allowed.contains(source);
    }
}
