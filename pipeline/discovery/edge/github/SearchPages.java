package discovery.edge.github;

import discovery.edge.http.PostponedException;
import discovery.edge.http.Wire;
import discovery.edge.http.Wire.Ask;
import discovery.edge.http.Wire.Memory;
import discovery.edge.http.WireException;
import discovery.edge.json.JsonList;
import discovery.edge.json.MalformedException;
import discovery.fetch.Answer;
import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Later;
import discovery.fetch.Foreign;
import discovery.fetch.Forge;
import discovery.fetch.Repository;
import discovery.fetch.RepositoryDocument;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// The pages of one search (docs.github.com/rest/search), read to its end or not at all: GitHub says of an answer itself
/// that it is incomplete, and an answer may have less than it counts.
final class SearchPages {
    private static final int PAGE = 100;
    /// What `RepositoryDocument.ofRest` reads, here or in the repository that a file is in.
    private static final Set<String> KEYS = Set.of("total_count", "incomplete_results", "repository", "id", "full_name",
            "description", "license", "spdx_id", "homepage", "language", "topics", "stargazers_count", "forks_count",
            "open_issues_count", "created_at", "pushed_at", "archived", "fork", "default_branch");

    private final Wire wire;
    private final URI api;

    SearchPages(Wire wire, URI api) {
        this.wire = wire;
        this.api = api;
    }

    /// Where there are more than can be listed, and the search can be cut, they are counted only.
    Answer<Forge.Hits> repositories(Forge.Search search) {
        var query = new StringBuilder((search.word() + " topic:" + search.topic()).strip());
        search.without().forEach(topic -> query.append(" -topic:").append(topic));
        search.pushed().ifPresent(day -> query.append(" pushed:>=").append(day));
        query.append(" created:").append(search.from()).append("..").append(search.to());
        return read("repositories", query.toString(), "&sort=stars", search.from().isBefore(search.to()),
                item -> RepositoryDocument.ofRest(item));
    }

    /// Of a search for files only the repositories matter: their numbers and names.
    Answer<Forge.Hits> files(Forge.CodeSearch search) {
        return read("code", "%s size:%d..%d".formatted(search.query(), search.from(), search.to()), "",
                search.from() < search.to(), item -> RepositoryDocument.ofRest(item.at("repository")));
    }

    private interface Item {
        Optional<Repository> repository(Foreign item);
    }

    private Answer<Forge.Hits> read(String what, String query, String order, boolean canBeCut, Item item) {
        var found = new LinkedHashMap<Long, Repository>();
        var listed = 0;
        try {
            for (var page = 1; ; page++) {
                var items = new int[1];
                var head = page("%s/search/%s?q=%s%s&per_page=%d&page=%d".formatted(
                        api, what, URLEncoder.encode(query, StandardCharsets.UTF_8), order, PAGE, page), each -> {
                            items[0]++;
                            item.repository(each).ifPresent(known -> found.putIfAbsent(known.number(), known));
                        });
                var total = number(head.text("total_count"));
                if (total.isEmpty() || !head.text("incomplete_results").equals(Optional.of("false"))) {
                    return new Failed<>("GitHub did not finish the search for `%s`".formatted(query));
                }
                if (total.getAsLong() > Forge.HITS && canBeCut) {
                    return new Found<>(new Forge.Hits(total.getAsLong(), List.of()));
                }
                listed += items[0];
                var goal = Math.min(total.getAsLong(), Forge.HITS);
                if (items[0] == 0 || listed >= goal || page * PAGE >= Forge.HITS) {
                    // Several files may be in one repository; a repository that is listed twice hides another.
                    var read = what.equals("code") ? listed : found.size();
                    return read < goal * 98 / 100
                            ? new Failed<>("GitHub listed %d of %d hits for `%s`".formatted(read, goal, query))
                            : new Found<>(new Forge.Hits(total.getAsLong(), List.copyOf(found.values())));
                }
            }
        } catch (PostponedException e) {
            return new Later<>(String.valueOf(e.getMessage()));
        } catch (WireException | MalformedException e) {
            return new Failed<>(String.valueOf(e.getMessage()));
        }
    }

    private Foreign page(String address, Consumer<Foreign> each) throws WireException, MalformedException {
        var reply = wire.send(Ask.get(URI.create(address), Map.of("Accept", "application/vnd.github+json"),
                HubConnector.MOST, new Memory.None()));
        if (reply.status() != 200) {
            throw new MalformedException("GitHub answers with status %d".formatted(reply.status()));
        }
        return new Foreign(JsonList.read(reply.body(), "items", KEYS, item -> each.accept(new Foreign(item))));
    }

    private static OptionalLong number(Optional<String> text) {
        return text.filter(digits -> digits.matches("\\d{1,12}")).map(Long::parseLong)
                .map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
