package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.Problem;
import discovery.model.ProblemKind;

/// A file that was read from a repository.
///
/// @param source     id of the source that led to it
/// @param commit     at which it was read
/// @param wanted     what it was read for
/// @param repository where it lies
record RepositoryFile(String source, Repository repository, String commit, Wanted wanted, Content content) {
    Place place() {
        return new Place(repository.number(), repository.name(), wanted.path(), commit, wanted.file().blob());
    }

    String path() {
        return wanted.file().path();
    }

    Problem problem(ProblemKind kind, String sentence) {
        return new Problem(kind, source, repository.name() + "/" + path(), sentence);
    }

    /// Facts of the bytes themselves.
    Facts.Builder facts() {
        return Facts.builder().put(Field.SHA256, content.sha256()).put(Field.SIZE, content.size());
    }

    Observation observation(Kind kind, Facts.Builder facts) {
        return Observation.of(source, kind, place(), facts.build());
    }
}
