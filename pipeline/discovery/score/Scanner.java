package discovery.score;

import discovery.build.Display;
import discovery.build.Secrets;
import discovery.model.Bounds;
import discovery.model.Judgement.Finding;
import discovery.score.Engine.Search;
import discovery.score.SafetyRules.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Searches texts for all rules. One pass finds the lines that hold any rule's words; only those are searched, with an
/// engine whose time is linear. Safe for several threads.
public final class Scanner {
    /// Findings of one rule in one entry; more say nothing new.
    private static final int MOST = 3;
    private static final int EXCERPT = 200;
    /// The first half of tag characters and of the selectors beyond the sixteenth.
    private static final char TAGS = 0xDB40;

    private record Ready(Rule rule, List<Search> patterns, Optional<Search> unless) {}

    private final List<Ready> rules;
    private final Optional<Search> taught;
    private final Words words;
    private final long unseen;
    private final Map<Part, Long> masks = new EnumMap<>(Part.class);

    Scanner(SafetyRules safety, Engine engine) {
        this.rules = safety.rules().stream()
                .map(rule -> new Ready(rule,
                        rule.patterns().stream().map(text -> compiled(rule.id(), text, engine)).toList(),
                        rule.unless().map(text -> compiled(rule.id(), text, engine))))
                .toList();
        this.taught = safety.taught().map(text -> compiled("taught", text, engine));
        this.words = new Words(safety.rules().stream()
                .map(rule -> rule.words().stream().filter(word -> !word.equals(SafetyRules.UNSEEN)).toList())
                .toList());
        var shy = 0L;
        for (var part : Part.values()) {
            masks.put(part, 0L);
        }
        for (var bit = 0; bit < rules.size(); bit++) {
            var own = 1L << bit;
            shy |= rules.get(bit).rule().words().contains(SafetyRules.UNSEEN) ? own : 0;
            rules.get(bit).rule().parts().forEach(part -> masks.merge(part, own, (one, other) -> one | other));
        }
        this.unseen = shy;
    }

    private static Search compiled(String rule, String text, Engine engine) {
        try {
            return SafetyRules.search(text, engine);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "rule `%s`: `%s` is no regular expression of RE2: %s".formatted(rule, text, e.getMessage()),
                    e);
        }
    }

    /// What is found, by line, then in the order of the rules.
    public List<Finding> scan(Part part, String text) {
        var search = new Pass(text);
        long mask = Optional.ofNullable(masks.get(part)).orElse(0L);
        var state = 0;
        var held = 0L;
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter == '\n') {
                search.line(start, i, held & mask);
                start = i + 1;
                state = 0;
                held = 0;
            } else {
                state = words.step(state, letter);
                held |= words.at(state);
                if (letter >= 0x80 && (letter == TAGS || Display.isUnseen(letter))) {
                    held |= unseen;
                }
            }
        }
        search.line(start, text.length(), held & mask);
        return List.copyOf(search.findings);
    }

    /// One text.
    private final class Pass {
        private final String text;
        private final int[] counts = new int[rules.size()];
        private final List<Finding> findings = new ArrayList<>();
        private int number;

        Pass(String text) {
            this.text = text;
        }

        /// @param held bits of the rules whose words are on the line
        void line(int start, int end, long held) {
            number++;
            for (var left = held; left != 0; left &= left - 1) {
                var bit = Long.numberOfTrailingZeros(left);
                if (counts[bit] < MOST) {
                    var ready = rules.get(bit);
                    var line = text.substring(start, lines(end, ready.rule().lines()));
                    var at = mayHold(line, ready.rule().also()) ? at(ready, line) : -1;
                    if (at >= 0 && !(ready.rule().taught() && isTaught(start))) {
                        counts[bit]++;
                        findings.add(new Finding(
                                ready.rule().id(), ready.rule().severity(), number, excerpt(line, at)));
                    }
                }
            }
        }

        private int lines(int end, int count) {
            var last = end;
            for (var more = 1; more < count && last < text.length(); more++) {
                var next = text.indexOf('\n', last + 1);
                last = next < 0 ? text.length() : next;
            }
            return last;
        }

        private static boolean mayHold(String line, List<String> also) {
            return also.isEmpty() || also.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains);
        }

        private boolean isTaught(int start) {
            return taught.isPresent() && taught.get().first(Above.of(text, start)).isPresent();
        }

        private static int at(Ready ready, String line) {
            for (var pattern : ready.patterns()) {
                var first = pattern.first(line);
                if (first.isPresent()) {
                    return ready.unless().filter(unless -> unless.first(line).isPresent()).isPresent()
                            ? -1
                            : first.getAsInt();
                }
            }
            return -1;
        }
    }

    /// What stands around the match, secrets taken out, invisible characters shown by their number.
    private static String excerpt(String line, int at) {
        var clean = Secrets.redacted(line);
        var from = clean.length() <= EXCERPT ? 0 : Math.clamp(at - EXCERPT / 4, 0, clean.length() - EXCERPT);
        if (from > 0 && Character.isLowSurrogate(clean.charAt(from))) {
            from++;
        }
        var shown = new StringBuilder(from > 0 ? "…" : "");
        Bounds.cut(clean.substring(from), EXCERPT).strip().codePoints().forEach(point -> {
            if (point == '\n' || point == '\t' || point == '\r') {
                shown.append(' ');
            } else if (Display.isUnseen(point)) {
                shown.append("\\u{").append(Integer.toHexString(point)).append('}');
            } else {
                shown.appendCodePoint(point);
            }
        });
        return Bounds.cut(shown.toString(), 2 * EXCERPT);
    }
}
