package discovery.edge.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Which addresses a wire goes to.
public final class Hosts {
    private Hosts() {}

    /// The same scheme, host and port.
    public static boolean isSame(URI one, URI other) {
        return scheme(one).equals(scheme(other)) && host(one).equals(host(other)) && port(one) == port(other);
    }

    /// May a server at one address send us to another? Never from https to http, never to other schemes, and from
    /// elsewhere never to this machine or its own network.
    static boolean mayLead(URI from, URI to) {
        var scheme = scheme(to);
        var secure = scheme.equals("https") || (scheme.equals("http") && scheme(from).equals("http"));
        return secure && !host(to).isEmpty() && (!isLocal(host(to)) || isLocal(host(from)));
    }

    /// True for this machine and for addresses of private networks.
    static boolean isLocal(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).anyMatch(address -> address.isLoopbackAddress()
                    || address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress()
                    || address.isMulticastAddress() || isUniqueLocal(address));
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }

    private static String scheme(URI address) {
        return Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    }

    static String host(URI address) {
        return Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : scheme(address).equals("https") ? 443 : 80;
    }
}
