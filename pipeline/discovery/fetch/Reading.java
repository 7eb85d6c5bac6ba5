package discovery.fetch;

import discovery.model.Observation;
import discovery.model.Problem;
import java.util.List;

/// What came of reading one document.
///
/// @param pending what can be said only when the repositories that it names are known
record Reading(List<Observation> observations, List<Problem> problems, List<Pending> pending) {
    static final Reading NOTHING = new Reading(List.of(), List.of(), List.of());

    Reading {
        observations = List.copyOf(observations);
        problems = List.copyOf(problems);
        pending = List.copyOf(pending);
    }

    static Reading of(Observation observation, List<Problem> problems) {
        return new Reading(List.of(observation), problems, List.of());
    }

    static Reading of(List<Observation> observations, List<Problem> problems) {
        return new Reading(observations, problems, List.of());
    }

    static Reading of(Pending pending, List<Problem> problems) {
        return new Reading(List.of(), problems, List.of(pending));
    }

    static Reading of(Problem problem) {
        return new Reading(List.of(), List.of(problem), List.of());
    }
}
