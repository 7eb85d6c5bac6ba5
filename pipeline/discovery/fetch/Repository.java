package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Place;

/// A repository as GitHub knows it tonight.
///
/// @param number GitHub's number, which survives renames
/// @param name   `owner/name` as it is called now
/// @param commit head of the default branch, 40 hex digits; empty: not known yet
/// @param tree   id of that commit's root tree, 40 hex digits; empty: not known yet
/// @param facts  what GitHub says of it: description, stars, topics, days, …
public record Repository(long number, String name, String commit, String tree, Facts facts) {
    Repository with(Facts other) {
        return new Repository(number, name, commit, tree, other);
    }

    Place place() {
        return Place.of(number, name);
    }

    String project() {
        return name.substring(name.indexOf('/') + 1);
    }

    /// True for a list of other people's things, which is none itself.
    boolean isList() {
        var topics = facts.list(Field.TOPICS);
        return Texts.lower(project()).startsWith("awesome") || topics.contains("awesome-list")
                || topics.contains("awesome");
    }
}
