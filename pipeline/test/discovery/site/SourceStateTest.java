package discovery.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import discovery.model.SourceReport;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SourceStateTest {
    @Test
    void whatever_fetch_reports_of_a_source_the_site_can_show() {
        assertEquals(Arrays.stream(SourceReport.State.values()).map(SourceReport.State::toString).toList(),
                Arrays.stream(SourceState.State.values()).map(SourceState.State::toString).toList());
    }
}
