package discovery.model;

import java.util.List;
import java.util.SortedMap;

/// One published entry: a pair of lines of `skills.jsonl`, a row of `skills.db`, a page of the site.
///
/// Content changes when the thing changes; numbers change every night. Everything in it may be redistributed: facts,
/// bounded descriptions and our own judgement, not the foreign text as a whole.
public record Row(Content content, Numbers numbers) {

    /// @param repository GitHub's number of the repository; 0: none
    /// @param place      `owner/name`, or empty
    /// @param path       path in the repository, or the name in its registry
    /// @param sha256     of the file's original bytes, or empty
    /// @param tags       words of authors and topics, lower case, sorted
    /// @param categories ids of our taxonomy, sorted
    /// @param gist       the beginning of its text without markup, for search and display
    /// @param tools      what it asks for; `events`: what its hooks listen to; `commands`: what it starts
    /// @param members    ids of what it contains; `parents`: ids of what contains it
    /// @param provenance field word → source id
    /// @param original   id of the original that this is a copy of, its own id for an original, empty without family
    /// @param reason     why it is a copy or the original; empty without family
    /// @param formerly   slugs that it had before, the newest last
    public record Content(
            String id,
            int slot,
            Kind kind,
            String slug,
            String name,
            String title,
            String description,
            long repository,
            String place,
            String path,
            String commit,
            String blob,
            String sha256,
            String licence,
            String version,
            String author,
            String homepage,
            String language,
            String status,
            boolean archived,
            boolean fork,
            List<String> tags,
            List<String> categories,
            String gist,
            List<String> tools,
            List<String> events,
            List<String> commands,
            List<String> packages,
            List<String> remotes,
            List<String> members,
            List<String> parents,
            List<String> sources,
            SortedMap<String, String> provenance,
            String original,
            String reason,
            List<String> flaws,
            List<Judgement.Verdict> verdicts,
            List<Judgement.Finding> findings,
            long firstSeen,
            List<String> formerly) {}

    /// Numbers that move by themselves. Unknown is -1.
    ///
    /// @param created day of the repository's making, days since 1970-01-01
    /// @param pushed  day of its last push
    /// @param words   words of the entry's text
    /// @param score   hundredths of a point of 100
    /// @param parts   score parts in ten-thousandths, in the order of `score.yaml`; -1: unknown
    /// @param copies  how many copies its family has, -1 without family
    public record Numbers(
            long stars,
            long forks,
            long issues,
            long created,
            long pushed,
            long words,
            int score,
            List<Integer> parts,
            int copies) {}
}
