package discovery.fetch;

import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A sink that remembers.
final class Told implements Sink {
    final List<Observation> observations = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();

    @Override
    public void observation(String key, String line) {
        observations.add(Files.observation(line));
    }

    @Override
    public void problem(Problem problem) {
        problems.add(problem);
    }

    Stream<Observation> of(Kind kind) {
        return observations.stream().filter(each -> each.kind().equals(Optional.of(kind)));
    }

    Stream<Observation> ofRepositories() {
        return observations.stream().filter(each -> each.kind().isEmpty());
    }

    List<Observation> sorted() {
        return observations.stream().sorted(Observation.ORDER.thenComparing(Observation::toString)).toList();
    }
}
