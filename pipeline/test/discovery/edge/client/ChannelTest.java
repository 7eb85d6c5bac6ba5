package discovery.edge.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.bench.Publisher;
import discovery.edge.cli.Refused;
import discovery.edge.files.Published;
import discovery.edge.files.Sha256;
import discovery.edge.json.Json;
import discovery.edge.publish.Layout;
import discovery.edge.serve.StaticServer;
import discovery.release.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build that is tried out is in the folder `next/` of each place; the same keys sign it, and its number is newer.
class ChannelTest {
    @TempDir
    Path folder;

    private static void choose(Home home, String channel) throws IOException {
        Settings.of(home.folder()).set("index.channel", channel);
    }

    @Test
    void a_home_on_next_gets_what_is_tried_out_and_goes_back_when_everybody_has_it() throws Exception {
        var publisher = Clients.honest(folder.resolve("nights"));
        var nights = publisher.nights().stream().map(Publisher.Night::release).toList();
        var place = folder.resolve("place");
        Clients.copy(nights.get(0), place);
        Clients.copy(nights.get(1), place.resolve("next"));
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
            Clients.copy(nights.get(2), place);
            choose(curious, "next");
            for (var home : new Home[] {careful, curious}) {
                assertTrue(Clients.sync(home, publisher, Clients.after(3), server.url()).changed());
                Clients.answers(home, 3);
            }
        }
    }

    private static Publisher.Night night(Publisher publisher, int number) throws IOException {
        return publisher.publish(Clients.rows(Clients.ENTRIES, number), Clients.slots(Clients.ENTRIES),
                Clients.night(number));
    }

    /// As the stage `publish` lays a night out once the gate has passed it.
    private Path published(Publisher.Night night, String name, Optional<Path> beside) throws IOException {
        var site = Files.createDirectories(folder.resolve("site"));
        Files.writeString(site.resolve("index.html"), "<p>the site</p>");
        var report = folder.resolve("report.json");
        Files.writeString(report, Json.line(Map.of("passed", true, "manifest_sha256",
                Sha256.of(night.release().resolve("manifest.json")))));
        var places = Files.createDirectory(folder.resolve(name));
        Layout.of(night.release(), site, report).into(places, beside);
        Clients.copy(places.resolve("release-assets"), folder.resolve("releases").resolve(Manifest.tag(night.seq())));
        return places;
    }

    @Test
    void a_build_is_published_to_next_first_and_then_to_everybody() throws Exception {
        var releases = Files.createDirectories(folder.resolve("releases"));
        var pages = Files.createDirectories(folder.resolve("public"));
        try (var site = StaticServer.start(pages, 0); var big = StaticServer.start(releases, 0)) {
            var publisher = new Publisher(folder.resolve("nights"), 16, Publisher.keys(1));
            publisher.releasesAt(big.url());
            var first = night(publisher, 1);
            Clients.copy(published(first, "first", Optional.empty()).resolve("pages"), pages);
            var careful = new Home(folder.resolve("careful"));
            var curious = new Home(folder.resolve("curious"));
            choose(curious, "next");
            for (var home : List.of(careful, curious)) {
                Clients.sync(home, publisher, Clients.after(1), site.url());
                Clients.answers(home, 1);
            }

            var second = night(publisher, 2);
            var trial = published(second, "trial", Optional.of(pages));
            assertFalse(Files.exists(trial.resolve("cdn")));
            Clients.copy(trial.resolve("pages"), pages);
            Clients.sync(careful, publisher, Clients.after(2), site.url());
            Clients.answers(careful, 1);
            assertTrue(Clients.sync(curious, publisher, Clients.after(2), site.url()).said().contains("one patch"));
            Clients.answers(curious, 2);
            // Somebody who comes new to that channel takes the big files from the release.
            var new1 = new Home(folder.resolve("new"));
            choose(new1, "next");
            Clients.sync(new1, publisher, Clients.after(2), site.url());
            Clients.answers(new1, 2);

            // The same build for everybody: the trial is over.
            var all = published(second, "all", Optional.empty()).resolve("pages");
            assertFalse(Files.exists(all.resolve("next")));
            Published.delete(pages.resolve("next"));
            Clients.copy(all, pages);
            for (var home : List.of(careful, curious)) {
                Clients.sync(home, publisher, Clients.after(2).plusSeconds(60), site.url());
                Clients.answers(home, 2);
            }
            assertThrows(Refused.class, () -> published(first, "older", Optional.of(pages)));
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
        Clients.copy(publisher.nights().get(0).release(), place);
        Clients.copy(stranger.nights().get(1).release(), place.resolve("next"));
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
