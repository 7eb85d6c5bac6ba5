package discovery.fetch;

import java.util.SortedMap;

/// Documents behind addresses. Safe for several threads at once.
public interface Web {
    /// The document, of at most so many bytes.
    ///
    /// @param address where an operator's configuration leads, without a query; never one that foreign data names
    /// @param query   not yet encoded
    Answer<Content> get(String address, SortedMap<String, String> query, int most);
}
