package discovery.edge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.edge.json.MalformedException;
import discovery.edge.json.Yaml;
import discovery.edge.ledger.Ledgers;
import discovery.ops.Policy;
import discovery.ops.Workflow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlantsTest {
    private final List<Workflow> workflows;

    PlantsTest() throws IOException {
        workflows = Ledgers.workflows(Path.of("").toAbsolutePath());
    }

    @Test
    void our_workflows_break_no_rule() {
        assertEquals(List.of(), Policy.offences(workflows).stream().map(Policy.Offence::toString).toList());
    }

    @Test
    void every_violation_that_is_planted_is_found() {
        assertEquals(List.of(), Plants.all().stream()
                .filter(plant -> !Plants.isCaught(plant, workflows, PlantsTest::parsed))
                .map(plant -> plant.attack() + " " + plant.what()).toList());
    }

    @Test
    void every_attack_on_the_pipeline_is_planted() {
        assertEquals(IntStream.rangeClosed(1, 13).mapToObj(number -> "D" + number).toList(),
                Plants.all().stream().map(Plants.Plant::attack).distinct().toList());
    }

    private static Workflow parsed(Workflow text) {
        try {
            return Workflow.of(text.file(), text.text(), Yaml.parse(text.text()));
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }
}
