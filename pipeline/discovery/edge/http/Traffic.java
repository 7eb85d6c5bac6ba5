package discovery.edge.http;

import java.util.Locale;

/// What a wire has carried.
///
/// @param requests       sent, tries and redirects among them
/// @param bytes          of bodies that came, packed as they came
/// @param notModified    answers 304
/// @param remembered     questions that the cache answered without a request
/// @param repeated       requests that were sent again because of a failure
/// @param waitedMillis   spent waiting for limits, ours and theirs, over all threads
public record Traffic(
        long requests, long bytes, long notModified, long remembered, long repeated, long waitedMillis) {
    /// For a person who watches.
    public String sentence() {
        return String.format(Locale.ROOT,
                "%,d requests brought %.1f MB; %,d answers had not changed, %,d questions needed"
                        + " no request, %,d requests were repeated, %,d s were spent waiting for limits",
                requests, bytes / 1e6,
                notModified, remembered, repeated, waitedMillis / 1000);
    }

    public Traffic plus(Traffic other) {
        return new Traffic(requests + other.requests, bytes + other.bytes, notModified + other.notModified,
                remembered + other.remembered, repeated + other.repeated, waitedMillis + other.waitedMillis);
    }
}
