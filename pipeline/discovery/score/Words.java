package discovery.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds which of many words are in a text, in one pass over it (Aho and Corasick, 1975). A word stands for a set of
/// rules, one bit each. The case of ASCII letters is set aside; of others a few bits are compared, so that a word may be
/// found where another one stands, and is never overlooked.
final class Words {
    private static final int ASCII = 128;
    private static final int OTHERS = 64;
    private static final int LETTERS = ASCII + OTHERS;

    private final int[] next;
    private final long[] found;

    /// @param words `words.get(i)` stand for bit `i`
    Words(List<List<String>> words) {
        var states = new ArrayList<int[]>();
        var masks = new ArrayList<Long>();
        states.add(empty());
        masks.add(0L);
        for (var bit = 0; bit < words.size(); bit++) {
            for (var word : words.get(bit)) {
                var state = 0;
                for (var i = 0; i < word.length(); i++) {
                    var letter = fold(word.charAt(i));
                    if (states.get(state)[letter] < 0) {
                        states.get(state)[letter] = states.size();
                        states.add(empty());
                        masks.add(0L);
                    }
                    state = states.get(state)[letter];
                }
                masks.set(state, masks.get(state) | 1L << bit);
            }
        }
        next = new int[states.size() * LETTERS];
        found = new long[states.size()];
        link(states, masks);
    }

    private static int[] empty() {
        var row = new int[LETTERS];
        Arrays.fill(row, -1);
        return row;
    }

    /// Where a word breaks off, the longest of its endings goes on: each state gets a step for every letter.
    private void link(List<int[]> states, List<Long> masks) {
        var fallback = new int[states.size()];
        var open = new ArrayDeque<Integer>();
        for (var letter = 0; letter < LETTERS; letter++) {
            var state = states.getFirst()[letter];
            next[letter] = Math.max(0, state);
            if (state > 0) {
                open.add(state);
            }
        }
        while (!open.isEmpty()) {
            int state = open.remove();
            found[state] = masks.get(state) | found[fallback[state]];
            for (var letter = 0; letter < LETTERS; letter++) {
                var child = states.get(state)[letter];
                var instead = next[fallback[state] * LETTERS + letter];
                if (child < 0) {
                    next[state * LETTERS + letter] = instead;
                } else {
                    next[state * LETTERS + letter] = child;
                    fallback[child] = instead;
                    open.add(child);
                }
            }
        }
    }

    private static int fold(char letter) {
        if (letter >= ASCII) {
            return ASCII + letter % OTHERS;
        }
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }

    /// The state after one more letter; the first is 0.
    int step(int state, char letter) {
        return next[state * LETTERS + fold(letter)];
    }

    /// The bits of the words that end in a state.
    long at(int state) {
        return found[state];
    }
}
