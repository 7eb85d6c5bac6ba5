package discovery.fetch;

import java.util.Optional;
import java.util.function.Function;

/// What came of asking somebody else for something. That it may go wrong is expected, so it is a value.
public sealed interface Answer<T> {
    record Found<T>(T value) implements Answer<T> {}

    /// Not there, or not for us: GitHub does not tell the two apart.
    record Gone<T>(String sentence) implements Answer<T> {}

    /// There, but it may not be shown, for legal reasons.
    record Blocked<T>(String sentence) implements Answer<T> {}

    /// No answer, or none that can be read. Tomorrow may be different.
    record Failed<T>(String sentence) implements Answer<T> {}

    default Optional<T> found() {
        return this instanceof Found<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    /// The same answer about what can be made of the value.
    default <R> Answer<R> then(Function<T, Answer<R>> next) {
        return switch (this) {
            case Found<T>(var value) -> next.apply(value);
            case Gone<T>(var sentence) -> new Gone<>(sentence);
            case Blocked<T>(var sentence) -> new Blocked<>(sentence);
            case Failed<T>(var sentence) -> new Failed<>(sentence);
        };
    }

    /// What to tell a person; empty for what was found.
    default String sentence() {
        return switch (this) {
            case Found<T> ignored -> "";
            case Gone<T>(var sentence) -> sentence;
            case Blocked<T>(var sentence) -> sentence;
            case Failed<T>(var sentence) -> sentence;
        };
    }
}
