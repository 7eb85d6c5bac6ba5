package discovery.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Yaml;
import discovery.model.Judgement.Finding;
import discovery.model.Judgement.Part;
import discovery.model.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Evidence GOOD = new Evidence(
            Kind.SKILL, OptionalLong.of(1_000), OptionalLong.of(400), OptionalLong.of(3), false, false,
            OptionalLong.of(500), 150, "MIT", 3, Optional.empty(), 2, List.of(), List.of());
    private static final Evidence UNKNOWN = new Evidence(
            Kind.MCP_SERVER, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), false, false,
            OptionalLong.empty(), 60, "", 1, Optional.empty(), 0, List.of(), List.of());

    private static Weights weights() throws IOException {
        return Yaml.read(Path.of("manifests/score.yaml"), Weights.class);
    }

    private static int total(Evidence evidence) throws IOException {
        return Score.total(Score.parts(evidence, weights()), weights());
    }

    @Test
    void every_part_has_a_value_in_range_or_none_and_one_sentence() throws IOException {
        for (var evidence : List.of(GOOD, UNKNOWN)) {
            for (var part : Score.parts(evidence, weights())) {
                part.value().ifPresent(value -> assertTrue(value >= 0 && value <= 10_000, part.toString()));
                assertTrue(part.evidence().matches("[A-Z0-9].*\\."), part.toString());
            }
        }
    }

    @Test
    void what_is_unknown_is_unknown_and_not_zero() throws IOException {
        var unknown = Score.parts(UNKNOWN, weights()).stream()
                .filter(part -> part.value().isEmpty()).map(Part::name).toList();
        assertEquals(List.of("adoption", "freshness", "maintenance", "validity", "safety"), unknown);
        var none = List.of(new Part("adoption", OptionalInt.empty(), 50, "Unknown."));
        assertEquals(weights().prior().value(), Score.total(none, weights()));
    }

    @Test
    void a_spike_of_stars_in_its_first_days_moves_a_young_repository_less_than_an_old_one() throws IOException {
        var young = new Evidence(Kind.SKILL, OptionalLong.of(20_000), OptionalLong.of(5), OptionalLong.of(0), false,
                false, OptionalLong.of(500), 150, "MIT", 3, Optional.empty(), 0, List.of(), List.of());
        var old = new Evidence(Kind.SKILL, OptionalLong.of(20_000), OptionalLong.of(400), OptionalLong.of(0), false,
                false, OptionalLong.of(500), 150, "MIT", 3, Optional.empty(), 0, List.of(), List.of());
        assertTrue(total(young) < total(old));
    }

    @Test
    void a_copy_and_a_finding_each_lower_the_score() throws IOException {
        var copy = new Evidence(Kind.SKILL, GOOD.stars(), GOOD.age(), GOOD.quiet(), false, false, GOOD.words(), 150,
                "MIT", 3, Optional.of("skill.1.abc"), 2, List.of(), List.of());
        var risky = new Evidence(Kind.SKILL, GOOD.stars(), GOOD.age(), GOOD.quiet(), false, false, GOOD.words(), 150,
                "MIT", 3, Optional.empty(), 2, List.of(), List.of(new Finding("hidden-text", "high", 3, "x")));
        assertTrue(total(copy) < total(GOOD));
        assertTrue(total(risky) < total(GOOD));
    }
}
