package discovery.edge.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final List<String> KEYS = IntStream.range(0, 100).mapToObj(Integer::toString).toList();

    @Test
    void each_answer_is_handed_over_once_in_the_calling_thread_and_few_are_under_way() {
        var caller = Thread.currentThread();
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var answers = new TreeMap<String, String>();
        Together.each(KEYS, key -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return key + "!";
        }, (key, answer) -> {
            underWay.decrementAndGet();
            assertEquals(caller, Thread.currentThread());
            assertEquals(null, answers.put(key, answer));
        });
        assertEquals(100, answers.size());
        assertTrue(answers.entrySet().stream().allMatch(each -> each.getValue().equals(each.getKey() + "!")));
        assertTrue(most.get() <= 8, most.toString());
    }

    @Test
    void what_a_question_throws_is_thrown_here() {
        var thrown = assertThrows(CompletionException.class, () -> Together.each(KEYS, key -> {
            throw new IllegalStateException(key);
        }, (key, answer) -> {}));
        assertTrue(thrown.getCause() instanceof IllegalStateException);
    }
}
