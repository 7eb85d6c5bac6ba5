package discovery.edge.re2j;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import discovery.score.Engine;
import java.util.OptionalInt;

/// The engine that rules are searched with: RE2/J, whose time is linear in the text for every expression, because it
/// never backtracks.
public final class Linear implements Engine {
    @Override
    public Search compile(String expression) {
        try {
            var pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
            return text -> {
                var match = pattern.matcher(text);
                return match.find() ? OptionalInt.of(match.start()) : OptionalInt.empty();
            };
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
