package discovery.fetch;

import discovery.model.Observation;

/// An observation of a thing as it is written down.
///
/// @param key  that it is sorted by
/// @param line its JSON
record Written(String source, long repository, String key, String line) {
    static Written of(Observation observation, Documents documents) {
        return new Written(observation.source(), observation.place().repository(), observation.key(),
                documents.line(observation));
    }
}
