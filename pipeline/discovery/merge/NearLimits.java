package discovery.merge;

/// From which share of common words on two texts are taken for copies: `near-copies` of `manifests/merge.yaml`. Shares
/// are hundredths. Words that a template gives to things of different names do not count, unless it is said.
///
/// @param named     of the shorter text's words, when both are called or described the same
/// @param contained of the shorter text's words, when they are not
/// @param alike     of all words of both, when they are not
/// @param folder    of the shorter text's words, when both are called the same and lie in one repository
/// @param sibling   of all words of both, when they lie in one repository and are called differently
/// @param stub      of all words of both, a template's too, when they lie in one repository and are described the same
/// @param least     hashes that two sketches must share at least
public record NearLimits(int named, int contained, int alike, int folder, int sibling, int stub, int least) {
    boolean near(NearCopies.Subject one, NearCopies.Subject other, Shared shared) {
        var contained = 100 * shared.ownContainment();
        var alike = 100 * shared.ownResemblance();
        var enough = shared.ownBoth() >= least;
        if (one.repository() == other.repository() && one.repository() != 0) {
            return (one.isDescribedAs(other) && 100 * shared.resemblance() >= stub)
                    || (enough && one.isNamedAs(other) && contained >= folder)
                    || (enough && alike >= sibling);
        }
        return enough && ((one.isNamedAs(other) || one.isDescribedAs(other))
                ? contained >= named
                : (contained >= this.contained && alike >= this.alike));
    }
}
