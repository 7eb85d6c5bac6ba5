package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.bench.Publisher;
import discovery.edge.files.Published;
import discovery.edge.serve.StaticServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build that is tried out is in the folder `next/` of each place; the same keys sign it, and its number is newer.
class ChannelTest {
    @TempDir
    Path folder;

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var file : all.toList()) {
                var place = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void choose(Home home, String channel) throws IOException {
        Settings.of(home.folder()).set("index.channel", channel);
    }

    @Test
    void a_home_on_next_gets_what_is_tried_out_and_goes_back_when_everybody_has_it() throws Exception {
        var publisher = Clients.honest(folder.resolve("nights"));
        var nights = publisher.nights().stream().map(Publisher.Night::release).toList();
        var place = folder.resolve("place");
        copy(nights.get(0), place);
        copy(nights.get(1), place.resolve("next"));
        try (var server = StaticServer.start(place, 0)) {
            var careful = new Home(folder.resolve("careful"));
            Clients.sync(careful, publisher, Clients.after(2), server.url());
            Clients.answers(careful, 1);
            var curious = new Home(folder.resolve("curious"));
            choose(curious, "next");
            Clients.sync(curious, publisher, Clients.after(2), server.url());
            Clients.answers(curious, 2);

            // Back on the channel of everybody it keeps what it has until that is newer: builds are never older.
            choose(curious, "latest");
            assertEquals("The mirrors are behind the build in use; that stays.",
                    Clients.sync(curious, publisher, Clients.after(2), server.url()).said());
            Clients.answers(curious, 2);

            // The trial is over: without a folder `next/` that channel is the one of everybody.
            Published.delete(place.resolve("next"));
            copy(nights.get(2), place);
            choose(curious, "next");
            for (var home : new Home[] {careful, curious}) {
                assertTrue(Clients.sync(home, publisher, Clients.after(3), server.url()).changed());
                Clients.answers(home, 3);
            }
        }
    }

    @Test
    void what_others_signed_is_not_taken_from_next_either() throws Exception {
        var publisher = Clients.honest(folder.resolve("nights"));
        var home = Clients.home(folder.resolve("home"), publisher);
        var stranger = new Publisher(folder.resolve("stranger"), 16, Publisher.keys(2));
        for (var night = 1; night <= 2; night++) {
            stranger.publish(Clients.rows(Clients.ENTRIES, night), Clients.slots(Clients.ENTRIES),
                    Clients.night(night));
        }
        var place = folder.resolve("place");
        copy(publisher.nights().get(0).release(), place);
        copy(stranger.nights().get(1).release(), place.resolve("next"));
        choose(home, "next");
        try (var server = StaticServer.start(place, 0)) {
            Clients.sync(home, publisher, Clients.after(2), server.url());
            Clients.answers(home, 1);
            Published.delete(place);
            Files.createDirectories(place);
            assertThrows(IOException.class, () -> Clients.sync(home, publisher, Clients.after(2), server.url()));
            Clients.answers(home, 1);
        }
    }
}
