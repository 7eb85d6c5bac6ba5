package discovery.edge.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// A document that can't be read. The message is one sentence without the document's name; `line` says where.
public final class MalformedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int line;

    public MalformedException(String message) {
        this(message, 0);
    }

    /// @param line from 1; 0 where there is none to name
    public MalformedException(String message, int line) {
        super(message);
        this.line = line;
    }

    public OptionalInt line() {
        return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
    }

    /// `: line 3: …` or `: …`, to be put behind a file's name.
    public String place() {
        return (line > 0 ? ":" + line : "") + ": " + getMessage();
    }

    static MalformedException of(JsonProcessingException e) {
        var line = Optional.ofNullable(e.getLocation()).map(place -> place.getLineNr()).orElse(0);
        return new MalformedException(sentence(e), Math.max(line, 0));
    }

    /// Jackson's first line, without class names and its own location.
    private static String sentence(JsonProcessingException e) {
        var first = e.getOriginalMessage().lines().findFirst().orElse("malformed");
        return first.replaceAll("\\(class [^)]*\\)", "").replaceAll("`?[a-z]+\\.[a-z]+\\.[A-Za-z.$]+`?", "value")
                .strip();
    }
}
