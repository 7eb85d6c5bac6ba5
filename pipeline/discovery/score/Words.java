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
    /// Classes of letters beyond ASCII.
    private static final int OTHERS = 32;

    /// The class of each ASCII letter, 0 for those that no word has: so the table of steps stays in a processor's cache.
    private final byte[] classes = new byte[ASCII];
    private final int letters;
    private final char[] next;
    private final long[] found;

    /// @param words `words.get(i)` stand for bit `i`
    Words(List<List<String>> words) {
        letters = classify(words);
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
        if (states.size() > Character.MAX_VALUE) {
            throw new IllegalArgumentException("the rules' words are too many: %,d letters".formatted(states.size()));
        }
        next = new char[states.size() * letters];
        found = new long[states.size()];
        link(states, masks);
    }

    /// Gives each letter that a word has a class, and says how many there are.
    private int classify(List<List<String>> words) {
        var last = OTHERS;
        for (var all : words) {
            for (var word : all) {
                for (var i = 0; i < word.length(); i++) {
                    var letter = lower(word.charAt(i));
                    if (letter < ASCII && classes[letter] == 0) {
                        classes[letter] = (byte) ++last;
                    }
                }
            }
        }
        for (var letter = 'A'; letter <= 'Z'; letter++) {
            classes[letter] = classes[lower(letter)];
        }
        return last + 1;
    }

    private static char lower(char letter) {
        return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
    }

    private int[] empty() {
        var row = new int[letters];
        Arrays.fill(row, -1);
        return row;
    }

    /// Where a word breaks off, the longest of its endings goes on: each state gets a step for every letter.
    private void link(List<int[]> states, List<Long> masks) {
        var fallback = new int[states.size()];
        var open = new ArrayDeque<Integer>();
        for (var letter = 0; letter < letters; letter++) {
            var state = states.getFirst()[letter];
            next[letter] = (char) Math.max(0, state);
            if (state > 0) {
                open.add(state);
            }
        }
        while (!open.isEmpty()) {
            int state = open.remove();
            found[state] = masks.get(state) | found[fallback[state]];
            for (var letter = 0; letter < letters; letter++) {
                var child = states.get(state)[letter];
                var instead = next[fallback[state] * letters + letter];
                if (child < 0) {
                    next[state * letters + letter] = instead;
                } else {
                    next[state * letters + letter] = (char) child;
                    fallback[child] = instead;
                    open.add(child);
                }
            }
        }
    }

    private int fold(char letter) {
        return letter < ASCII ? classes[letter] : 1 + letter % OTHERS;
    }

    /// The state after one more letter; the first is 0.
    int step(int state, char letter) {
        return next[state * letters + fold(letter)];
    }

    /// The bits of the words that end in a state.
    long at(int state) {
        return found[state];
    }
}
