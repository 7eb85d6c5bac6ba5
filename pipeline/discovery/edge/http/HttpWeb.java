package discovery.edge.http;

import discovery.edge.http.Wire.Ask;
import discovery.edge.http.Wire.Memory;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Blocked;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.fetch.Content;
import discovery.fetch.Web;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// The web, over a wire of its own.
public final class HttpWeb implements Web {
    private final Wire wire;

    public HttpWeb(Wire wire) {
        this.wire = wire;
    }

    @Override
    public Answer<Content> get(String address, SortedMap<String, String> query, int most) {
        try {
            var tail = query.entrySet().stream()
                    .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                    .collect(Collectors.joining("&"));
            var whole = URI.create(tail.isEmpty() ? address : address + "?" + tail);
            if (whole.getScheme() == null || !whole.getScheme().matches("https?") || whole.getHost() == null) {
                return new Failed<>("`%s` is no http or https address".formatted(address));
            }
            var reply = wire.send(Ask.get(whole, Map.of("Accept", "application/json"), most, new Memory.ByTag()));
            return switch (reply.status()) {
                case 200 -> new Found<>(Contents.of(reply.body()));
                case 404, 410 -> new Gone<>("%s is not there".formatted(address));
                case 451 -> new Blocked<>("%s may not be shown, for legal reasons".formatted(address));
                default -> new Failed<>("%s answers with status %d".formatted(address, reply.status()));
            };
        } catch (IllegalArgumentException e) {
            return new Failed<>("`%s` is no address".formatted(address));
        } catch (PostponedException e) {
            return new Answer.Later<>(String.valueOf(e.getMessage()));
        } catch (WireException e) {
            return new Failed<>(String.valueOf(e.getMessage()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
