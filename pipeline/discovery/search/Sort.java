package discovery.search;

/// In which order answers come; those that are equal in it, by id.
public enum Sort {
    RELEVANCE,
    SCORE,
    STARS,
    NEWEST,
    NAME
}
