package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.bench.Publisher;
import discovery.edge.sign.Revoking;
import discovery.edge.signing.VerificationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody is there for 400 days: what clients see.
class ClockTest {
    @TempDir
    Path folder;

    @Test
    void after_400_days_the_index_answers_says_loudly_that_it_is_old_and_one_night_mends_it() throws Exception {
        var publisher = Clients.honest(folder.resolve("nights"));
        var home = Clients.home(folder.resolve("home"), publisher);
        var last = publisher.nights().getLast().release().toString();
        Clients.sync(home, publisher, Clients.after(3), last);
        var late = Clients.night(3).plus(Duration.ofDays(400));

        var refused = assertThrows(VerificationException.class, () -> Clients.sync(home, publisher, late, last));
        assertEquals(VerificationException.Reason.EXPIRED, refused.reason());
        Clients.answers(home, 3);
        var health = new Health(home, late).report();
        assertEquals(Health.Mark.BAD, health.worst());
        assertTrue(health.toText().contains("OUT OF DATE since"), health.toText());

        // A client that comes new is told the same, and has nothing that it could use.
        var late2 = new Home(folder.resolve("new"));
        assertThrows(VerificationException.class, () -> Clients.sync(late2, publisher, late, last));
        assertTrue(late2.current().isEmpty());

        // Who may only hide entries can't make it look fresh.
        assertThrows(IllegalArgumentException.class, () -> Revoking.into(Files.createDirectory(folder.resolve("again")),
                Path.of(last), List.of(publisher.root()), Publisher.keys(1).toRevoke(), List.of(), "", late));

        // Somebody comes back: the root still holds, so one night is enough, for both.
        publisher.publish(Clients.rows(Clients.ENTRIES, 4), Clients.slots(Clients.ENTRIES), late);
        var next = publisher.nights().getLast().release().toString();
        Clients.sync(home, publisher, late.plusSeconds(60), next);
        Clients.answers(home, 4);
        Clients.sync(late2, publisher, late.plusSeconds(60), next);
        Clients.answers(late2, 4);
        assertEquals(Health.Mark.GOOD, new Health(home, late.plusSeconds(60)).report().worst());
    }
}
