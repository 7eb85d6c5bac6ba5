package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An awesome list: every item that links to a repository is a mention of it and, where the source says what its items
/// are, an entry at the repository and the folder that the link leads to.
///
/// @param of    what an item is; empty: the list only mentions repositories
/// @param items of all its files, in their order
record ListDocument(String source, Optional<Kind> of, List<ListItem> items) implements Pending {
    /// Sections about something else than the list's things.
    private static final Pattern ASIDE = Pattern.compile(
            "(?i).*\\b(clients?|frameworks?|sdks?|tutorials?|courses?|articles?|blogs?|videos?|books?|communit(y|ies)"
                    + "|related|contribut\\w*|licen[sc]e|star history|awesome lists?|resources|references|credits"
                    + "|acknowledge?ments?|sponsors?|specification|documentation|newsletters?)\\b.*");
    /// Link texts that say nothing of the thing.
    private static final Set<String> EMPTY = Set.of(
            "", "github", "repo", "repository", "source", "link", "here", "code", "website", "docs", "demo", "readme");

    ListDocument {
        items = List.copyOf(items);
    }

    @Override
    public Set<String> names() {
        return items.stream()
                .flatMap(item -> GitHubLink.of(item.address()).stream())
                .map(GitHubLink::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Where the list itself says what its things are, nobody needs to look.
    @Override
    public Set<String> walked() {
        return of.isPresent() ? Set.of() : names();
    }

    @Override
    public Reading settle(Known known) {
        var mentions = new LinkedHashMap<String, Observation>();
        var problems = new ArrayList<Problem>();
        var dead = new HashSet<String>();
        for (var item : items) {
            GitHubLink.of(item.address()).ifPresent(link -> {
                var answer = known.repository(link.name());
                if (answer.found().isEmpty() && dead.add(Texts.lower(link.name()))) {
                    problems.add(Mentions.dead(source, item.address(), "a link", link.name(), answer));
                }
                answer.found()
                        .ifPresent(repository -> observations(item, link, repository)
                                .forEach(each -> mentions.merge(each.key(), each,
                                        (one, other) -> new Observation(one.source(), one.kind(), one.place(),
                                                Mentions.both(one.facts(), other.facts())))));
            });
        }
        return Reading.of(List.copyOf(mentions.values()), problems);
    }

    private List<Observation> observations(ListItem item, GitHubLink link, Repository repository) {
        var path = link.path();
        var context = Facts.builder()
                .put(Field.CATEGORIES, categories(item))
                .put(Field.LINK, Optional.of(item.address()).filter(address -> !path.isEmpty()))
                .build();
        var words = Facts.builder()
                .put(Field.TITLE, title(item.title()))
                .put(Field.DESCRIPTION, description(item.words()))
                .build();
        if (item.running()) {
            return List.of(Observation.ofRepository(source, repository.place(), Facts.NONE));
        }
        var mention = Observation.ofRepository(
                source, repository.place(), path.isEmpty() ? context.or(words) : context.without(Field.LINK));
        var aside = item.headings().stream().anyMatch(heading -> ASIDE.matcher(heading).matches())
                || item.title().matches("(?i).*\\bsdks?");
        return of.filter(kind -> !aside && !repository.isList())
                .map(kind -> List.of(mention, Observation.of(source, kind,
                        new Place(repository.number(), repository.name(), path, "", ""), context.or(words))))
                .orElse(List.of(mention));
    }

    /// The headings above an item, innermost first, without the document's own title.
    private static List<String> categories(ListItem item) {
        var headings = item.headings().size() > 1
                ? item.headings().subList(1, item.headings().size())
                : List.<String>of();
        return headings.reversed().stream().map(Texts::line).toList();
    }

    private static Optional<String> title(String text) {
        var title = Texts.line(text);
        return EMPTY.contains(Texts.lower(title)) || title.startsWith("http") ? Optional.empty() : Optional.of(title);
    }

    private static Optional<String> description(String words) {
        // Signs and badges before the words, and the number of a footnote.
        var plain = Texts.line(words)
                .replaceFirst("^[^\\p{L}\\p{N}\"'(\\[`]+", "")
                .replaceFirst("^\\d{1,3} *[-–—:] +", "");
        return plain.codePointCount(0, plain.length()) < 4 ? Optional.empty() : Optional.of(plain);
    }
}
