package discovery.edge.http;

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
    public Traffic plus(Traffic other) {
        return new Traffic(requests + other.requests, bytes + other.bytes, notModified + other.notModified,
                remembered + other.remembered, repeated + other.repeated, waitedMillis + other.waitedMillis);
    }
}
