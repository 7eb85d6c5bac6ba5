package discovery.edge.fetch;

import discovery.edge.cache.GitId;
import discovery.edge.http.Server;
import discovery.edge.http.Server.Given;
import discovery.edge.http.Server.Question;
import discovery.edge.json.Json;
import discovery.fetch.Foreign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A GitHub of the repositories `o/r0`, `o/r1`, … with as many skills each, for whole fetches.
final class SmallHub implements Server.Answers {
    private final int skills;
    /// Answers for questions that are to be answered otherwise.
    private final Function<Question, Given> first;
    private final Map<String, String> texts = new HashMap<>();

    static final Given USUAL = Given.status(0);

    /// @param first `USUAL` for what is answered as usual
    SmallHub(int repositories, int skills, Function<Question, Given> first) {
        this.skills = skills;
        this.first = first;
        for (var number = 0; number < repositories; number++) {
            files("r" + number).values().forEach(text -> texts.put(id(text), text));
        }
    }

    private static String id(String text) {
        return GitId.ofBlob(text.getBytes(StandardCharsets.UTF_8));
    }

    Map<String, String> files(String name) {
        return IntStream.range(0, skills).boxed().collect(Collectors.toMap("s%d/SKILL.md"::formatted,
                number -> "---\nname: s%d\ndescription: Does.\n---\nOf %s".formatted(number, name)));
    }

    /// A configuration that walks them all.
    static String config(int repositories) {
        return "schema: 1\nsources:\n  - {id: n, kind: github-repositories, walk: true, repositories: [%s]}\n"
                .formatted(
                        IntStream.range(0, repositories).mapToObj(number -> "o/r" + number)
                                .collect(Collectors.joining(", ")));
    }

    @Override
    public Given to(Question question) throws IOException {
        var given = first.apply(question);
        if (given.status() != USUAL.status()) {
            return given;
        }
        var path = question.path();
        var parts = path.split("[/?]", -1);
        if (path.equals("/graphql")) {
            return Given.json(graphql(question.body()));
        }
        if (path.contains("/git/ref") && parts.length > 3) {
            return Given.json("{\"ref\": \"refs/heads/main\", \"object\": {\"type\": \"commit\", \"sha\": \"%s\"}}"
                    .formatted(GitId.ofText("commit " + parts[3])));
        }
        if (path.contains("/git/trees/")) {
            return Given.json("{\"truncated\": false, \"tree\": [%s]}".formatted(files(parts[3]).entrySet().stream()
                    .map(each -> "{\"path\": \"%s\", \"mode\": \"100644\", \"type\": \"blob\", \"sha\": \"%s\"}"
                            .formatted(
                                    each.getKey(), id(each.getValue())))
                    .collect(Collectors.joining(","))));
        }
        if (path.contains("/git/blobs/")) {
            var text = texts.get(parts[6]);
            return text == null
                    ? Given.status(404)
                    : new Given(200, Map.of("Content-Type", "application/vnd.github.raw+json"),
                            text.getBytes(StandardCharsets.UTF_8));
        }
        if (path.startsWith("/repos/o/r") && parts.length == 4) {
            return Given.json("{\"id\": %d, \"full_name\": \"o/%s\", \"default_branch\": \"main\"}".formatted(
                    number(parts[3]), parts[3]));
        }
        return Given.status(404);
    }

    private static int number(String name) {
        return 1_000 + Integer.parseInt(name.substring(1));
    }

    private static String graphql(String body) throws IOException {
        var variables = new Foreign(Json.parse(body)).at("variables");
        List<String> data = new ArrayList<>();
        for (var i = 0; variables.has("n" + i); i++) {
            var name = variables.text("n" + i).orElse("");
            data.add("""
                    "r%1$d": {"databaseId": %2$d, "nameWithOwner": "o/%3$s", "d": %2$d, "n": "o/%3$s",
                      "defaultBranchRef": {"name": "main", "target": {"oid": "%4$s"}}, "object": {"oid": "%5$s"}}"""
                    .formatted(i, number(name), name, GitId.ofText("commit " + name), GitId.ofText("tree " + name)));
        }
        return "{\"data\": {%s}}".formatted(String.join(",", data));
    }
}
