package discovery.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.model.Kind;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String TEXT = "Read the file, list its pages, and say what each of them holds in one sentence."
            + " Then ask which of them should be kept, and write those to a new file.";

    private static Fingerprint of(String text) {
        return Fingerprint.of(Kind.SKILL, text, Observed.DIGEST).orElseThrow();
    }

    @Test
    void case_width_and_white_space_do_not_tell_texts_apart() {
        var other =
                "  READ the file,\r\n\tlist its pages, " + TEXT.substring("Read the file, list its pages, ".length())
                        .replace("file", "\uFF46\uFF49\uFF4C\uFF45") + "\n";
        assertEquals(of(TEXT).same(), of(other).same());
        assertArrayEquals(of(TEXT).sketch(), of(other).sketch());
    }

    @Test
    void texts_of_different_kinds_have_nothing_in_common() {
        var skill = of(TEXT);
        var agent = Fingerprint.of(Kind.AGENT, TEXT, Observed.DIGEST).orElseThrow();
        assertNotEquals(skill.same(), agent.same());
        assertTrue(Arrays.stream(skill.sketch())
                .noneMatch(hash -> Arrays.stream(agent.sketch()).anyMatch(other -> other == hash)));
    }

    @Test
    void a_short_text_tells_nothing() {
        assertEquals(Optional.empty(), Fingerprint.of(Kind.SKILL, "Reads files. ".repeat(3), Observed.DIGEST));
        assertEquals(Optional.empty(), Fingerprint.of(Kind.SKILL, " \n".repeat(200), Observed.DIGEST));
    }

    @Test
    void a_sketch_is_sorted_and_bounded_and_without_repetition() {
        var text = new StringBuilder();
        for (var i = 0; i < 5_000; i++) {
            text.append("word").append(i % 700).append(' ');
        }
        var sketch = of(text.toString()).sketch();
        assertEquals(Fingerprint.MOST, sketch.length);
        assertTrue(sketch[0] >= 0);
        for (var i = 1; i < sketch.length; i++) {
            assertTrue(sketch[i] > sketch[i - 1]);
        }
    }

    /// Writing that sets no spaces has words, too: two of these sentences share their beginning.
    @Test
    void chinese_texts_are_compared_sign_by_sign() {
        var one = of("读取文件并列出每一页的内容然后用一句话说明每一页讲什么再询问用户应该保留哪些页面最后写入新文件".repeat(2));
        var other = of("读取文件并列出每一页的内容然后用一句话说明每一页讲什么而不询问用户任何问题直接结束".repeat(2));
        var shared = Arrays.stream(one.sketch())
                .filter(hash -> Arrays.stream(other.sketch()).anyMatch(each -> each == hash)).count();
        assertTrue(shared > 10 && shared < one.sketch().length, "shared " + shared + " of " + one.sketch().length);
    }
}
