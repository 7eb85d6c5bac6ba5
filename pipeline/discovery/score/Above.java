package discovery.score;

/// What stands above a line and says what it is about: a danger that is taught has a heading, or an introduction, that
/// calls it one. An attack has not.
final class Above {
    /// Lines of prose or code directly above.
    private static final int NEAR = 2;
    /// Lines above in which a heading is looked for.
    private static final int FAR = 80;

    private Above() {}

    /// The nearest heading, comments in code that look like one, and the two lines directly above.
    ///
    /// @param start where the line begins
    static String of(String text, int start) {
        var above = new StringBuilder();
        var near = 0;
        var end = start - 1;
        for (var count = 0; count < FAR && end >= 0; count++) {
            var from = text.lastIndexOf('\n', end - 1) + 1;
            var line = text.substring(from, Math.max(from, end)).strip();
            end = from - 1;
            if (!line.isEmpty() && !line.startsWith("```") && !line.startsWith("~~~")) {
                var isHeading = line.startsWith("#") || (line.startsWith("**") && line.endsWith("**"));
                if (isHeading || near < NEAR) {
                    above.append(line).append('\n');
                    near++;
                }
                // One `#` may be a comment in code.
                if (line.startsWith("##")) {
                    break;
                }
            }
        }
        return above.toString();
    }
}
