package discovery.fetch;

import discovery.model.Problem;

/// Takes what is found, in no special order. The collector calls it from one thread at a time, and lets no second
/// call begin before the first has ended; so it needs no lock of its own, only quickness.
public interface Sink {
    /// Nobody listens.
    Sink NOWHERE = new Sink() {
        @Override
        public void observation(String key, String line) {
            // Not wanted.
        }

        @Override
        public void problem(Problem problem) {
            // Not wanted.
        }
    };

    /// @param key  of `Observation.key`
    /// @param line the observation as JSON
    void observation(String key, String line);

    void problem(Problem problem);
}
