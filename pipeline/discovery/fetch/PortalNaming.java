package discovery.fetch;

import discovery.fetch.Answer.Failed;
import discovery.fetch.Answer.Found;
import discovery.fetch.Answer.Later;
import discovery.model.Config;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Reads directories that answer questions page by page, within the few requests a day that they allow: what was asked
/// longest ago first, and a question that was cut short goes on at its next page. What earlier nights found stands until
/// the question is asked anew.
///
/// The shapes are those that the directories' own descriptions give: glama.ai/api/mcp/openapi.json;
/// kamalnrf/claude-plugins-registry: API.md; skillsmp.com/docs/api.
final class PortalNaming {
    private static final int PAGE_BYTES = 8 << 20;
    private static final int PAGES = 2_000;

    private final Web web;
    private final Documents documents;
    private final Notes notes;
    private final Map<String, String> environment;
    private final LocalDate today;
    private final Progress progress;

    PortalNaming(
            Web web, Documents documents, Notes notes, Map<String, String> environment, LocalDate today,
            Progress progress) {
        this.web = web;
        this.documents = documents;
        this.notes = notes;
        this.environment = environment;
        this.today = today;
        this.progress = progress;
    }

    /// One thing of a directory.
    ///
    /// @param address of its folder or repository on GitHub
    private record Thing(String address, String title, String description) {}

    /// @param next where the next page begins; empty: there is none
    private record Page(List<Thing> things, String next) {}

    /// What is known of one question.
    ///
    /// @param day  on which it was last answered to its end; `LocalDate.MIN`: never
    /// @param next where it goes on; empty: at its beginning
    private record Asked(LocalDate day, String next, List<Thing> before, List<Thing> now) {
        private static final Asked NEVER = new Asked(LocalDate.MIN, "", List.of(), List.of());
    }

    Answer<Named> name(Config.Source source) {
        var endpoint = Environment.expand(source.endpoint().orElse(""), environment).replaceFirst("/+$", "");
        if (endpoint.isEmpty()) {
            return new Failed<>("the configuration gives no `endpoint`");
        }
        var questions = new LinkedHashMap<String, Asked>();
        for (var word : source.words().isEmpty() ? List.of("") : source.words()) {
            questions.put(word, notes.note(key(source, word)).flatMap(PortalNaming::parsed).orElse(Asked.NEVER));
        }
        Answer<Asked> last = new Found<>(Asked.NEVER);
        var order = questions.entrySet().stream()
                .filter(each -> !isRecent(source, each.getValue()))
                .sorted(Comparator.comparing(each -> each.getValue().day()))
                .map(Map.Entry::getKey)
                .toList();
        var waiting = order.size();
        for (var word : order) {
            last = ask(source, endpoint, word, questions);
            if (!(last instanceof Found<Asked>)) {
                break;
            }
            waiting--;
            progress.reached(source.id(), order.size() - waiting, OptionalLong.of(order.size()));
        }
        var items = new ArrayList<ListItem>();
        questions.values().forEach(asked -> {
            asked.now().forEach(thing -> items.add(item(thing)));
            asked.before().forEach(thing -> items.add(item(thing)));
        });
        if (last instanceof Failed<Asked>(var sentence)) {
            return new Failed<>(sentence);
        }
        if (last instanceof Later<Asked>(var sentence) && items.isEmpty()) {
            return new Later<>(sentence);
        }
        var problems = waiting == 0 ? List.<Problem>of() : List.of(new Problem(ProblemKind.POSTPONED, source.id(),
                source.id(), "%,d of %,d questions wait for another night".formatted(waiting, questions.size())));
        return new Found<>(Named.of(List.of(new ListDocument(source.id(), source.of(), items)), problems));
    }

    private boolean isRecent(Config.Source source, Asked asked) {
        return asked.next().isEmpty() && !asked.day().equals(LocalDate.MIN)
                && asked.day().plusDays(source.every()).isAfter(today);
    }

    private Answer<Asked> ask(Config.Source source, String endpoint, String word, Map<String, Asked> questions) {
        var known = questions.getOrDefault(word, Asked.NEVER);
        var things = new ArrayList<>(known.next().isEmpty() ? List.of() : known.now());
        var before = known.next().isEmpty() ? known.now() : known.before();
        var next = known.next();
        for (var page = 0; page < PAGES; page++) {
            var answer = page(source, endpoint, word, next);
            if (!(answer instanceof Found<Page>(var read))) {
                var kept = new Asked(known.day(), next, before, List.copyOf(things));
                keep(source, word, kept, questions);
                return answer.refused(word.isEmpty() ? "a page" : "the question `%s`".formatted(word));
            }
            things.addAll(read.things());
            var end = read.next().isEmpty() || read.next().equals(next)
                    || (source.most() > 0 && things.size() >= source.most());
            if (end) {
                break;
            }
            next = read.next();
        }
        var whole = new Asked(today, "", List.of(), List.copyOf(things));
        keep(source, word, whole, questions);
        return new Found<>(whole);
    }

    private void keep(Config.Source source, String word, Asked asked, Map<String, Asked> questions) {
        questions.put(word, asked);
        notes.note(key(source, word), text(asked));
    }

    private static String key(Config.Source source, String word) {
        return "portal %s %s".formatted(source.id(), word);
    }

    private static ListItem item(Thing thing) {
        return new ListItem(List.of(""), thing.title(), thing.address(), thing.description(), false);
    }

    private Answer<Page> page(Config.Source source, String endpoint, String word, String next) {
        var query = new TreeMap<String, String>();
        var path = switch (source.kind()) {
            case GLAMA -> {
                query.put("first", "100");
                if (!next.isEmpty()) {
                    query.put("after", next);
                }
                if (!word.isEmpty()) {
                    query.put("query", word);
                }
                yield "/v1/servers";
            }
            case CLAUDE_PLUGINS -> {
                query.putAll(Map.of("q", word, "limit", "100", "offset", next.isEmpty() ? "0" : next));
                yield "/api/skills/search";
            }
            case SKILLSMP -> {
                query.putAll(Map.of("q", word, "limit", "100", "page", next.isEmpty() ? "1" : next));
                yield "/api/v1/skills/search";
            }
            case GITHUB_TOPICS, GITHUB_CODE, GITHUB_REPOSITORIES, LIST, MARKETPLACES, MCP_REGISTRY, DOCKER_REGISTRY,
                    PACKS, DIRECTORY, DECLARED ->
                throw new IllegalArgumentException(source.kind() + " answers no questions");
        };
        return web.get(endpoint + path, query, PAGE_BYTES)
                .then(content -> documents.json(content.text()))
                .then(value -> switch (source.kind()) {
                    case GLAMA -> glama(new Foreign(value));
                    case CLAUDE_PLUGINS -> claudePlugins(new Foreign(value));
                    default -> skillsmp(new Foreign(value));
                });
    }

    private static Answer<Page> glama(Foreign document) {
        var pages = document.at("pageInfo");
        if (!document.at("servers").isList() || !pages.isObject()) {
            return new Failed<>("the answer has not the documented form");
        }
        var next = pages.text("hasNextPage").equals(Optional.of("true")) ? pages.text("endCursor").orElse("") : "";
        return new Found<>(new Page(document.at("servers").items().stream()
                .flatMap(each -> thing(each.at("repository").text("url"), each).stream())
                .toList(), next));
    }

    private static Answer<Page> claudePlugins(Foreign document) {
        var skills = document.at("skills");
        var offset = document.text("offset").orElse("");
        var total = document.text("total").orElse("");
        if (!skills.isList() || !offset.matches("\\d{1,9}") || !total.matches("\\d{1,9}")) {
            return new Failed<>("the answer has not the documented form");
        }
        var end = Integer.parseInt(offset) + skills.items().size();
        return new Found<>(new Page(skills.items().stream()
                .flatMap(each -> thing(each.text("sourceUrl"), each).stream())
                .toList(), skills.items().isEmpty() || end >= Integer.parseInt(total) ? "" : "" + end));
    }

    private static Answer<Page> skillsmp(Foreign document) {
        var data = document.at("data");
        var pages = data.at("pagination");
        if (!data.at("skills").isList() || !pages.isObject()) {
            return new Failed<>("the answer has not the documented form");
        }
        var page = pages.text("page").filter(text -> text.matches("\\d{1,6}")).map(Integer::parseInt).orElse(0);
        return new Found<>(new Page(data.at("skills").items().stream()
                .flatMap(each -> thing(each.text("githubUrl"), each).stream())
                .toList(), pages.text("hasNext").equals(Optional.of("true")) ? "" + (page + 1) : ""));
    }

    private static Optional<Thing> thing(Optional<String> address, Foreign each) {
        return address.filter(text -> GitHubLink.of(text).isPresent()).map(text -> new Thing(Texts.line(text),
                Texts.line(each.text("name").orElse("")), Texts.line(each.text("description").orElse(""))));
    }

    /// A first line, `day next`, then a line for each thing: `-` before those of the last answer, `+` before the new.
    private static String text(Asked asked) {
        var lines = new StringBuilder("%s %s\n".formatted(
                asked.day().equals(LocalDate.MIN) ? "never" : asked.day(), asked.next()));
        asked.before().forEach(thing -> line(lines, '-', thing));
        asked.now().forEach(thing -> line(lines, '+', thing));
        return lines.toString();
    }

    private static void line(StringBuilder lines, char sign, Thing thing) {
        lines.append(sign).append('\t').append(thing.address()).append('\t').append(thing.title()).append('\t')
                .append(thing.description()).append('\n');
    }

    private static Optional<Asked> parsed(String text) {
        try {
            var lines = text.lines().toList();
            var head = lines.getFirst().split(" ", 2);
            var before = new ArrayList<Thing>();
            var now = new ArrayList<Thing>();
            for (var line : lines.subList(1, lines.size())) {
                var parts = line.split("\t", -1);
                (parts[0].equals("+") ? now : before).add(new Thing(parts[1], parts[2], parts[3]));
            }
            return Optional.of(new Asked(head[0].equals("never") ? LocalDate.MIN : LocalDate.parse(head[0]), head[1],
                    before, now));
        } catch (DateTimeParseException | IndexOutOfBoundsException | NoSuchElementException otherVersion) {
            return Optional.empty();
        }
    }
}
