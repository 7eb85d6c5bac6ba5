package discovery.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NearCopiesTest {
    private static String words(int seed, int count) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) {
            text.append('w').append(random.nextInt(50_000)).append(' ');
        }
        return text.toString();
    }

    @Test
    void a_copy_with_a_section_added_is_its_originals() {
        assertArrayEquals(new int[] {0, 0}, new Sketched()
                .with("pdf", 1, words(1, 300)).with("pdf", 2, words(1, 300) + words(2, 150)).originals());
    }

    @Test
    void one_name_and_two_texts_are_two_things() {
        assertArrayEquals(new int[] {0, 1}, new Sketched()
                .with("pdf", 1, words(1, 300)).with("pdf", 2, words(2, 300)).originals());
    }

    @Test
    void a_renamed_copy_needs_more_in_common_than_one_that_kept_its_name() {
        var half = words(1, 150) + words(2, 75);
        assertArrayEquals(new int[] {0, 0}, new Sketched()
                .with("pdf", 1, words(1, 150) + words(3, 75)).with("pdf", 2, half).originals());
        assertArrayEquals(new int[] {0, 1}, new Sketched()
                .with("pdf", 1, words(1, 150) + words(3, 75)).with("csv", 2, half).originals());
        assertArrayEquals(new int[] {0, 0}, new Sketched()
                .with("pdf", 1, words(1, 225)).with("csv", 2, words(1, 215)).originals());
    }

    /// A hundred skills that a program wrote from one template are a hundred things.
    @Test
    void siblings_of_a_template_are_no_copies_of_each_other() {
        var sketched = new Sketched();
        var expected = new int[100];
        for (var i = 0; i < 100; i++) {
            sketched.with("service-" + i, 1 + i % 3, words(0, 400) + words(1_000 + i, 40));
            expected[i] = i;
        }
        assertArrayEquals(expected, sketched.originals());
    }

    /// What the template's siblings do not share tells copies of each of them.
    @Test
    void a_copy_of_one_sibling_is_found_among_all() {
        var sketched = new Sketched();
        var expected = new int[101];
        for (var i = 0; i < 100; i++) {
            sketched.with("service-" + i, 1, words(0, 400) + words(1_000 + i, 60));
            expected[i] = i;
        }
        sketched.with("service-42", 2, words(0, 400) + words(1_042, 60) + words(7, 10));
        expected[100] = 42;
        assertArrayEquals(expected, sketched.originals());
    }

    @Test
    void two_modes_of_one_author_that_share_an_opening_stay_two() {
        assertArrayEquals(new int[] {0, 1}, new Sketched()
                .with("vibe", 1, words(1, 300)).with("execute", 1, words(1, 300) + words(2, 100)).originals());
    }

    @Test
    void the_same_name_in_two_plugins_of_one_repository_needs_nearly_the_same_text() {
        assertArrayEquals(new int[] {0, 1, 0}, new Sketched()
                .with("access", 1, words(1, 300) + words(2, 100)).with("access", 1, words(1, 300) + words(3, 100))
                .with("access", 1, words(1, 300) + words(2, 100) + words(4, 10)).originals());
    }

    @Test
    void a_copy_of_a_copy_belongs_to_the_first() {
        assertArrayEquals(new int[] {0, 0, 0}, new Sketched()
                .with("pdf", 1, words(1, 400)).with("pdf", 2, words(1, 400) + words(2, 200))
                .with("pdf", 3, words(1, 200) + words(2, 200)).originals());
    }
}
