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

    /// Not asked, because tonight's budget is spent or a limit lasts too long. The next night goes on here.
    record Later<T>(String sentence) implements Answer<T> {}

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
            case Later<T>(var sentence) -> new Later<>(sentence);
        };
    }

    /// What to tell a person; empty for what was found.
    default String sentence() {
        return switch (this) {
            case Found<T> ignored -> "";
            case Gone<T>(var sentence) -> sentence;
            case Blocked<T>(var sentence) -> sentence;
            case Failed<T>(var sentence) -> sentence;
            case Later<T>(var sentence) -> sentence;
        };
    }

    /// True when nothing is known tonight, neither that it is there nor that it is not.
    default boolean isOpen() {
        return this instanceof Failed<T> || this instanceof Later<T>;
    }

    /// How a sentence ends about a repository that is not for everybody.
    String PRIVATE = "is private";
    /// How a sentence ends about a repository without a commit.
    String EMPTY = "is empty";

    /// The same for something else that was not to be had.
    ///
    /// @throws IllegalStateException for what was found
    default <R> Answer<R> refused() {
        return then(found -> {
            throw new IllegalStateException("it was found");
        });
    }

    /// The same refusal of something larger: what was not to be had, said of what it is a part of.
    ///
    /// @param what `the search for …`
    default <R> Answer<R> refused(String what) {
        return this instanceof Later<T>(var sentence)
                ? new Later<>("%s has to wait: %s".formatted(what, sentence))
                : new Failed<>("%s failed: %s".formatted(what, sentence()));
    }
}
