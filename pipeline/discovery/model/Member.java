package discovery.model;

/// One entry's place in its family of copies. Entries without copies have none.
///
/// @param id       the entry
/// @param original the entry that the family takes as the original; its own id for the original itself
/// @param copies   how many the family has besides the original
/// @param reason   one sentence: why this one is taken as the original, or why the entry is a copy of it
public record Member(String id, String original, int copies, String reason) {
    public boolean isOriginal() {
        return id.equals(original);
    }
}
