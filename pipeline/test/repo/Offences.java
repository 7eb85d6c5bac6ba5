package repo;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

/// What a rule found, one sentence each, so that a failing test says at once what to mend.
final class Offences {
    private Offences() {}

    static void none(String rule, List<String> offences) {
        if (!offences.isEmpty()) {
            fail(rule + ":\n  " + String.join("\n  ", offences));
        }
    }
}
