package discovery.edge.http;

import java.time.Duration;

/// How long and how often a wire tries.
///
/// @param perSecond requests a second; 0: no limit of our own
/// @param tries     of one request, the first among them
/// @param pause     before the second try; it doubles from try to try
/// @param connect   until a connection stands
/// @param answer    until one answer is there, body included
/// @param download  until one file is there
/// @param longest   the longest single wait that a server may ask for
/// @param together  all such waits together
public record Manners(
        double perSecond, int tries, Duration pause, Duration connect, Duration answer, Duration download,
        Duration longest, Duration together) {
    /// Without a token GitHub answers sixty requests an hour: nobody waits for the next sixty. Searches are renewed every
    /// minute.
    public Manners impatient() {
        return new Manners(perSecond, tries, pause, connect, answer, download, Duration.ofMinutes(2),
                Duration.ofMinutes(30));
    }

    /// GitHub's primary limit is renewed every hour; a night may take some of them, and a job at most six.
    public static Manners of(double perSecond) {
        return new Manners(
                perSecond, 5, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofSeconds(45),
                Duration.ofMinutes(5), Duration.ofMinutes(62), Duration.ofHours(4));
    }
}
