package discovery.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExpressionTest {
    private static final Map<String, Object> KNOWN = Map.of("inputs.first", false, "github.event_name", "schedule",
            "inputs.config", "", "success()", true, "failure()", false, "always()", true, "github.run_id", "7");
    private static Object known(String name) {
        return KNOWN.getOrDefault(name, "");
    }

    @Test
    void texts_are_filled() {
        assertEquals("fetch-7-",
                Expression.fill("fetch-${{ github.run_id }}-${{ github.nothing }}", ExpressionTest::known));
        assertEquals("manifests/sources.yaml",
                Expression.fill("${{ inputs.config || 'manifests/sources.yaml' }}", ExpressionTest::known));
        assertEquals("it's", Expression.fill("${{ inputs.first && 'x' || 'it''s' }}", ExpressionTest::known));
        assertEquals("false", Expression.fill("${{ inputs.first || false }}", ExpressionTest::known));
    }

    @Test
    void conditions_ask_how_the_steps_before_went() {
        assertEquals(true, Expression.holds("", ExpressionTest::known));
        assertEquals(true, Expression.holds("${{ github.event_name == 'SCHEDULE' }}", ExpressionTest::known));
        assertEquals(false, Expression.holds("failure()", ExpressionTest::known));
        assertEquals(true, Expression.holds("always() && !inputs.first", ExpressionTest::known));
        assertEquals(true, Expression.holds("contains(github.event_name, 'sched') != false", ExpressionTest::known));
        assertEquals(false, Expression.holds("${{ github.event_name == '' }}", ExpressionTest::known));
        Function<String, Object> failed = name -> name.equals("success()") ? (Object) false : known(name);
        assertEquals(false, Expression.holds("${{ github.event_name == 'schedule' }}", failed));
        assertEquals(true, Expression.holds("${{ always() }}", failed));
    }

    @Test
    void what_is_beyond_it_is_refused() {
        assertThrows(IllegalArgumentException.class,
                () -> Expression.fill("${{ fromJSON('[]') }}", ExpressionTest::known));
        assertThrows(IllegalArgumentException.class, () -> Expression.fill("${{ 'a' 'b' }}", ExpressionTest::known));
        assertThrows(IllegalArgumentException.class,
                () -> Expression.fill("${{ (github.run_id }}", ExpressionTest::known));
        assertThrows(IllegalArgumentException.class, () -> Expression.fill("${{ a > b }}", ExpressionTest::known));
    }

    @Test
    void schedules_are_counted() {
        assertEquals(1, Cron.runsADay("23 3 * * *"));
        assertEquals(22, Cron.runsADay("47 0-2,4-8,10-23 * * *"));
        assertEquals(48, Cron.runsADay("7,37 * * * *"));
        assertEquals(1 / 7.0, Cron.runsADay("11 5 * * 1"));
        assertEquals(12, Cron.runsADay("1 */2 * * *"));
        assertThrows(IllegalArgumentException.class, () -> Cron.runsADay("1 2 3 * *"));
        assertThrows(IllegalArgumentException.class, () -> Cron.runsADay("61 2 * * *"));
    }
}
