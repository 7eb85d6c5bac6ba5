package discovery.edge.merge;

import java.util.List;

/// What contains what; a line of `links.jsonl`. Entries without links have none.
///
/// @param members ids of what the entry contains, sorted
/// @param parents ids of what contains it, sorted
public record Links(String id, List<String> members, List<String> parents) {}
