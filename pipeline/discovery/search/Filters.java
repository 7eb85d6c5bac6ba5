package discovery.search;

import java.util.List;

/// Which entries may be answers. Within a list any is enough; lists that are empty don't filter.
///
/// @param kinds      words of kinds
/// @param categories ids of categories
/// @param sources    ids of sources
/// @param licences   as entries spell them (SPDX)
/// @param languages  programming languages of the repositories, in any case
/// @param clients    readers that accept the entry, such as `claude-code`
/// @param safe       only entries without a finding of high severity
/// @param copies     copies too; otherwise originals and what has no family
public record Filters(
        List<String> kinds,
        List<String> categories,
        List<String> sources,
        List<String> licences,
        List<String> languages,
        List<String> clients,
        boolean safe,
        boolean copies) {
    public static final Filters NONE =
            new Filters(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), false, false);

    public Filters {
        kinds = List.copyOf(kinds);
        categories = List.copyOf(categories);
        sources = List.copyOf(sources);
        licences = List.copyOf(licences);
        languages = List.copyOf(languages);
        clients = List.copyOf(clients);
    }
}
