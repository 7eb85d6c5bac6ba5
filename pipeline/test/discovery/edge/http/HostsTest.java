package discovery.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
    @ParameterizedTest
    @CsvSource({
            "https://api.example, https://192.0.2.7/x, true",
            "https://api.example, http://192.0.2.7/x, false",
            "http://192.0.2.1, http://192.0.2.7/x, true",
            "https://192.0.2.1, https://127.0.0.1/x, false",
            "https://192.0.2.1, https://10.0.0.1/x, false",
            "https://192.0.2.1, https://[::1]/x, false",
            "https://192.0.2.1, https://[fd00::1]/x, false",
            "https://192.0.2.1, https://169.254.169.254/latest, false",
            "http://127.0.0.1:1, http://127.0.0.1:2/x, true",
            "https://192.0.2.1, file:///etc/passwd, false",
    })
    void where_a_server_may_lead_us(String from, String to, boolean may) {
        assertEquals(may, Hosts.mayLead(URI.create(from), URI.create(to)));
    }

    @Test
    void the_same_place_has_the_same_scheme_host_and_port() {
        assertEquals(true, Hosts.isSame(URI.create("https://A.example/x"), URI.create("https://a.example:443/y")));
        assertEquals(false, Hosts.isSame(URI.create("https://a.example"), URI.create("http://a.example")));
        assertEquals(false, Hosts.isSame(URI.create("https://a.example"), URI.create("https://a.example.evil")));
    }
}
