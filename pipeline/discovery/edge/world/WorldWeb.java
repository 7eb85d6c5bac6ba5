package discovery.edge.world;

import discovery.edge.http.Contents;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.fetch.Content;
import discovery.fetch.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/// The pages of one MCP registry, whatever its address: `mcp-registry/servers-1.json`, and for cursor N
/// `servers-N.json`.
public final class WorldWeb implements Web {
    private final World world;

    WorldWeb(World world) {
        this.world = world;
    }

    @Override
    public Answer<Content> get(String address, SortedMap<String, String> query, int most) {
        var page = query.getOrDefault("cursor", "1");
        var file = address.endsWith("/servers")
                ? Optional.ofNullable(world.files().get("mcp-registry/servers-%s.json".formatted(page)))
                : Optional.<Path>empty();
        if (file.isEmpty()) {
            return new Gone<>("%s is not in this world".formatted(address));
        }
        try {
            return new Found<>(Contents.of(Files.readAllBytes(file.get())));
        } catch (IOException e) {
            return new Failed<>(String.valueOf(e.getMessage()));
        }
    }
}
