package discovery.edge.bench;

import discovery.edge.json.Json;
import discovery.edge.schema.Schema;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The static registry: its items against their dated schema, VS Code's requests replayed, langchain4j's client.
final class RegistryClients {
    private static final String NAME = "clients";
    private static final String SCHEMA = "schemas/modelcontextprotocol+static/schemas/2025-12-11/server.schema.json";

    private RegistryClients() {}

    static void run(Setting setting, LocalWorld world, String base, Consumer<Figure> figures) throws IOException {
        valid(setting, world, figures);
        var passed = vscode(base) ? 1 : 0;
        var java = new Command(setting.home(), List.of(setting.home().resolve("scripts/jbang").toString(),
                setting.home().resolve("scripts/peers/registry_langchain4j.java").toString(), base), Map.of())
                .run(setting.work().resolve("langchain4j.log"));
        passed += java.code() == 0 ? 1 : 0;
        if (java.code() != 0) {
            System.err.println("langchain4j: " + Files.readString(setting.work().resolve("langchain4j.log")));
        }
        figures.accept(Figure.of(NAME, "registry_clients_passed", passed, "clients",
                "a replay of VS Code's requests, langchain4j-mcp 1.18.1-beta28"));
        figures.accept(Figure.of(NAME, "registry_clients_total", 2, "clients", ""));
    }

    private static void valid(Setting setting, LocalWorld world, Consumer<Figure> figures) throws IOException {
        var corpus = setting.from("BENCH_CORPUS").map(Path::of);
        if (corpus.isEmpty()) {
            figures.accept(Figure.missing(NAME, "registry_valid", "%", "BENCH_CORPUS is not set"));
            return;
        }
        var work = Files.createDirectories(setting.work().resolve("schemas"));
        Run.of(work, Map.of(), List.of("tar", "xf", corpus.get().resolve("schemas.tar.xz").toString()));
        var schema = Files.readString(work.resolve(SCHEMA));
        var all = 0;
        var valid = 0;
        for (var item : ClientsBench.maps(world.document("v0.1/servers.html"), "servers")) {
            all++;
            var objections =
                    Schema.objections(schema, Json.line(Optional.ofNullable(item.get("server")).orElse(Map.of())));
            valid += objections.isEmpty() ? 1 : 0;
            objections.forEach(objection -> System.err.println("schema: " + objection));
        }
        figures.accept(Figure.of(NAME, "registry_valid", all == 0 ? 0 : 100.0 * valid / all, "%",
                all + " items, schema of 2025-12-11"));
    }

    /// What VS Code asks: does it answer, the list, one server by its name.
    private static boolean vscode(String base) throws IOException {
        var probe = get(base + "/v0.1/servers?limit=1");
        var list = get(base + "/v0.1/servers?limit=50&version=latest");
        if (probe.isEmpty() || list.isEmpty() || !(Json.parse(list.get()) instanceof Map<?, ?> page)) {
            return false;
        }
        var items = ClientsBench.maps(page, "servers");
        if (items.isEmpty() || !(page.get("metadata") instanceof Map<?, ?> metadata)
                || metadata.containsKey("nextCursor")) {
            return false;
        }
        for (var item : items.subList(0, Math.min(20, items.size()))) {
            var server = item.get("server") instanceof Map<?, ?> map ? map : Map.of();
            var name = String.valueOf(server.get("name"));
            var one = get(base + "/v0.1/servers/" + URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + "/versions/latest");
            if (!(item.get("_meta") instanceof Map<?, ?>) || one.isEmpty()
                    || !(Json.parse(one.get()) instanceof Map<?, ?> found) || !server.equals(found.get("server"))) {
                System.err.println("vscode: " + name);
                return false;
            }
        }
        return true;
    }

    private static Optional<String> get(String address) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(URI.create(address)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
