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
import discovery.fetch.Answer.Later;
import discovery.fetch.Foreign;
import discovery.fetch.Forge;
import discovery.fetch.Repository;
import discovery.model.Facts;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pages of one search for files (docs.github.com/rest/search#search-code), of which only the repositories matter.
final class CodePages {
    private static final int PAGE = 100;

    private CodePages() {}

    /// @return all repositories of the files that were found; none where there are more files than can be listed
    static Answer<Forge.Hits> read(Wire wire, URI api, Forge.CodeSearch search) {
        var found = new LinkedHashMap<Long, Repository>();
        var query = "%s size:%d..%d".formatted(search.query(), search.from(), search.to());
        var listed = 0;
        try {
            for (var page = 1; ; page++) {
                var address = URI.create("%s/search/code?q=%s&per_page=%d&page=%d".formatted(
                        api, URLEncoder.encode(query, StandardCharsets.UTF_8), PAGE, page));
                var reply = wire.send(Ask.get(address, Map.of("Accept", "application/vnd.github+json"),
                        HubConnector.MOST, new Memory.None()));
                if (reply.status() != 200) {
                    return new Failed<>("GitHub answers with status %d".formatted(reply.status()));
                }
                var document = new Foreign(Json.parse(new String(reply.body(), StandardCharsets.UTF_8)));
                var total = document.text("total_count").filter(text -> text.matches("\\d{1,12}"))
                        .map(Long::parseLong).orElse(-1L);
                if (total < 0 || !document.text("incomplete_results").equals(Optional.of("false"))) {
                    return new Failed<>("GitHub did not finish the search for `%s`".formatted(query));
                }
                if (total > Forge.HITS && search.from() < search.to()) {
                    return new Found<>(new Forge.Hits(total, List.of()));
                }
                var items = document.at("items").items();
                items.stream().map(item -> item.at("repository")).forEach(repository -> repository(repository)
                        .ifPresent(each -> found.putIfAbsent(each.number(), each)));
                listed += items.size();
                if (items.isEmpty() || listed >= Math.min(total, Forge.HITS)) {
                    return listed < Math.min(total, Forge.HITS) * 98 / 100
                            ? new Failed<>("GitHub listed %d of %d files for `%s`".formatted(listed, total, query))
                            : new Found<>(new Forge.Hits(total, List.copyOf(found.values())));
                }
            }
        } catch (PostponedException e) {
            return new Later<>(String.valueOf(e.getMessage()));
        } catch (WireException | MalformedException e) {
            return new Failed<>(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Repository> repository(Foreign repository) {
        return repository.text("id").filter(digits -> digits.matches("[1-9][0-9]{0,17}"))
                .flatMap(digits -> repository.text("full_name")
                        .filter(name -> name.matches("[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}"))
                        .map(name -> new Repository(Long.parseLong(digits), name, "", "", Facts.NONE)));
    }
}
