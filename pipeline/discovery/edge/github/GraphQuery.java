package discovery.edge.github;

import discovery.edge.http.PostponedException;
import discovery.edge.http.Wire;
import discovery.edge.http.Wire.Ask;
import discovery.edge.http.Wire.Memory;
import discovery.edge.http.WireException;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Gone;
import discovery.fetch.Answer.Later;
import discovery.fetch.Foreign;
import discovery.fetch.RepositoryDocument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many repositories in one question to GitHub's GraphQL interface, which hub4j does not offer. Renames are followed.
final class GraphQuery {
    /// GitHub takes as many in one question.
    static final int NAMES = 100;
    private static final long MOST = 8 << 20;
    /// A question that GitHub can't answer in time is cut in two, which helps more than asking it again.
    private static final int TRIES = 3;

    private final Wire wire;
    private final URI address;
    private volatile boolean issues = true;

    GraphQuery(Wire wire, URI address) {
        this.wire = wire;
        this.address = address;
    }

    /// An answer for each name; `Gone` where GitHub knows no such repository, or may not show it.
    ///
    /// @param names  at most `NAMES`
    /// @param fields `RepositoryDocument.FIELDS` or `FEW`
    Map<String, Answer<Foreign>> ask(List<String> names, String fields) {
        try {
            return read(names, answer(names, fields));
        } catch (PostponedException e) {
            var answers = new HashMap<String, Answer<Foreign>>();
            names.forEach(name -> answers.put(name, new Later<>(String.valueOf(e.getMessage()))));
            return answers;
        } catch (WireException | MalformedException e) {
            return smaller(names, fields, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Answer<Foreign>> smaller(List<String> names, String fields, String sentence) {
        if (issues && sentence.contains("issues")) {
            issues = false;
            return ask(names, fields);
        }
        var answers = new HashMap<String, Answer<Foreign>>();
        if (names.size() <= 12) {
            names.forEach(name -> answers.put(name, new Failed<>(sentence)));
            return answers;
        }
        var middle = names.size() / 2;
        answers.putAll(ask(names.subList(0, middle), fields));
        answers.putAll(ask(names.subList(middle, names.size()), fields));
        return answers;
    }

    private Foreign answer(List<String> names, String fields) throws WireException, MalformedException {
        var variables = new LinkedHashMap<String, String>();
        var declared = new StringBuilder();
        var asked = new StringBuilder();
        for (var i = 0; i < names.size(); i++) {
            var parts = names.get(i).split("/", 2);
            variables.put("o" + i, parts[0]);
            variables.put("n" + i, parts.length > 1 ? parts[1] : "");
            declared.append("$o%d:String!,$n%d:String!,".formatted(i, i));
            asked.append("r%d:repository(owner:$o%d,name:$n%d){...F}\n".formatted(i, i, i));
        }
        var query = "query(%s){\n%s}\nfragment F on Repository{%s%s}".formatted(
                declared.substring(0, declared.length() - 1), asked, fields,
                issues ? RepositoryDocument.ISSUES : "");
        var body = Json.line(Map.of("query", query, "variables", variables));
        var reply = wire.send(new Ask("POST", address, Map.of("Accept", "application/json"), body, MOST,
                new Memory.None(), TRIES));
        var text = new String(reply.body(), StandardCharsets.UTF_8);
        if (reply.status() != 200) {
            throw new MalformedException("GraphQL answers with status %d".formatted(reply.status()));
        }
        return new Foreign(Json.parse(text));
    }

    private static Map<String, Answer<Foreign>> read(List<String> names, Foreign document) throws MalformedException {
        var data = document.at("data");
        if (!data.isObject()) {
            throw new MalformedException("GraphQL gives no data: %s".formatted(document.at("errors").items().stream()
                    .flatMap(error -> error.text("message").stream())
                    .findFirst()
                    .orElse("and no reason")));
        }
        var reasons = new HashMap<String, Foreign>();
        for (var error : document.at("errors").items()) {
            error.at("path").items().stream().findFirst().flatMap(Foreign::text)
                    .ifPresent(alias -> reasons.putIfAbsent(alias, error));
        }
        var answers = new HashMap<String, Answer<Foreign>>();
        for (var i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var alias = "r" + i;
            var reason = reasons.getOrDefault(alias, Foreign.NOTHING);
            answers.put(name, Optional.of(data.at(alias))
                    .filter(Foreign::isObject)
                    .<Answer<Foreign>>map(Found::new)
                    .orElseGet(() -> reason.text("type").orElse("").equals("NOT_FOUND")
                            ? new Gone<>("%s is not there, or not for us".formatted(name))
                            : new Failed<>(reason.text("message").orElse("GraphQL says nothing of it"))));
        }
        return answers;
    }
}
