package discovery.edge.http;

import java.net.URI;
import java.util.Set;

/// A token and the only places that may see it.
///
/// @param homes addresses; the token goes to their scheme, host and port, to no other
public record Credential(String token, Set<URI> homes) {
    public Credential {
        homes = Set.copyOf(homes);
    }

    boolean isFor(URI address) {
        return homes.stream().anyMatch(home -> Hosts.isSame(home, address));
    }

    @Override
    public String toString() {
        return "Credential[for " + homes + "]";
    }
}
