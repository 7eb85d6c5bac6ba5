package discovery.fetch;

import discovery.model.Bounds;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Key;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `marketplace.json`: a list of plugins, each in this repository, in another one, or in a package registry
/// (Claude Code: docs/plugin-marketplaces.md; `local` sources are Codex's).
final class MarketplaceFile {
    /// The largest real one lists 290 plugins.
    private static final int MOST = 10_000;

    /// Names that Claude Code 2.1.330 refuses when a marketplace is added, though its validator does not.
    private static final Set<String> RESERVED = Set.of(
            "claude-code-marketplace", "claude-code-plugins", "claude-plugins-official", "claude-plugins-community",
            "claude-community", "anthropic-marketplace", "anthropic-plugins", "agent-skills", "anthropic-agent-skills",
            "knowledge-work-plugins", "life-sciences", "claude-for-legal", "claude-for-financial-services",
            "financial-services-plugins", "first-party-plugins", "healthcare");
    private static final String MAKER = "anthropics/";

    private MarketplaceFile() {}

    /// @param readme the text of the README beside the marketplace, or empty
    static Reading read(RepositoryFile file, String readme, Documents documents) {
        var json = JsonFile.read(file, documents);
        if (!json.isReadable()) {
            return json.unreadable(Kind.MARKETPLACE);
        }
        var content = json.content();
        var market = content.has("plugins") ? content : content.at("marketplace");
        var judged = market.at("plugins").isList() ? json : json.with(Flaw.SHAPE_INVALID);
        judged = market.has("name") || content.has("name") ? judged : judged.with(Flaw.NAME_MISSING);
        judged = isReserved(file, content) ? judged.with(Flaw.NAME_RESERVED) : judged;
        judged = namesTwice(market) ? judged.with(Flaw.PLUGIN_TWICE) : judged;
        var metadata = content.at("metadata");
        var facts = judged.facts()
                .put(Field.NAME, content.text("name").or(() -> market.text("name")))
                .put(Field.TITLE, content.at("interface").text("displayName"))
                .put(Field.DESCRIPTION, content.text("description")
                        .or(() -> metadata.text("description"))
                        .or(() -> content.at("interface").text("shortDescription")))
                .put(Field.VERSION, content.text("version").or(() -> metadata.text("version")))
                .put(Field.AUTHOR, content.person("owner").or(() -> content.person("author")))
                .put(Field.HOMEPAGE, content.text("homepage"))
                .put(Field.TEXT, readme);
        var problems = new ArrayList<>(judged.problems());
        var offers = offers(file, market, metadata.text("pluginRoot").orElse(""), problems);
        return Reading.of(new Marketplace(file, facts.build(), offers), problems);
    }

    private static boolean isReserved(RepositoryFile file, Foreign content) {
        return content.text("name").filter(RESERVED::contains).isPresent()
                && !Texts.lower(file.repository().name()).startsWith(MAKER);
    }

    private static boolean namesTwice(Foreign market) {
        var names = market.at("plugins").items().stream().limit(MOST).flatMap(plugin -> plugin.text("name").stream())
                .toList();
        return names.stream().distinct().count() < names.size();
    }

    /// The files that entries for plugins in this repository name as their parts.
    ///
    /// @param root the folder that the marketplace stands for
    static List<Wanted> declared(Foreign content, String root, Tree tree) {
        var market = content.has("plugins") ? content : content.at("marketplace");
        var base = content.at("metadata").text("pluginRoot").orElse("");
        var wanted = new ArrayList<Wanted>();
        for (var plugin : market.at("plugins").items().stream().limit(MOST).toList()) {
            var source = plugin.at("source");
            var text = source.text().or(() -> source.text("source").equals(Optional.of("local"))
                    ? source.text("path")
                    : Optional.empty());
            text.filter(path -> GitHubLink.of(path).isEmpty())
                    .flatMap(
                            path -> Paths.clean(Texts.join(root, path.startsWith(".") ? path : Texts.join(base, path))))
                    .ifPresent(folder -> wanted.addAll(Walk.declared(plugin, folder, tree)));
        }
        return wanted;
    }

    /// Where a plugin is.
    ///
    /// @param repository `owner/name`; empty: the marketplace's own
    /// @param path       its folder there
    /// @param commit     that the marketplace pins it to, or empty
    /// @param elsewhere  what else its source is, where it is in no repository on GitHub: `npm @scope/name 1.2.3`
    private record Offer(
            String repository, String path, String commit, Optional<String> elsewhere, String name, Facts facts) {}

    private static List<Offer> offers(RepositoryFile file, Foreign market, String base, List<Problem> problems) {
        var offers = new ArrayList<Offer>();
        var plugins = market.at("plugins").items();
        if (plugins.size() > MOST) {
            problems.add(file.problem(ProblemKind.BOUND_REACHED, "lists %,d plugins; the first %,d are taken".formatted(
                    plugins.size(), MOST)));
        }
        for (var plugin : plugins.subList(0, Math.min(MOST, plugins.size()))) {
            var name = plugin.text("name").orElse("");
            if (name.isEmpty()) {
                problems.add(file.problem(ProblemKind.NAME_MISSING, "lists a plugin without a `name`"));
                continue;
            }
            var facts = JsonFile.plugin(Facts.builder(), plugin);
            var offer = offer(file, plugin.at("source"), base, name, facts);
            offer.ifPresentOrElse(offers::add, () -> problems.add(file.problem(
                    ProblemKind.INVALID_SHAPE, "says no place that can be used for its plugin `%s`".formatted(
                            Bounds.cut(name, Bounds.WORD)))));
        }
        return offers;
    }

    private static Optional<Offer> offer(
            RepositoryFile file, Foreign source, String base, String name, Facts.Builder facts) {
        if (source.text().isPresent()) {
            var text = source.text().orElse("");
            var link = GitHubLink.of(text);
            return link.isPresent()
                    ? link.map(
                            place -> new Offer(place.name(), place.path(), "", Optional.empty(), name, facts.build()))
                    : within(file, text.startsWith(".") ? text : Texts.join(base, text), name, facts);
        }
        var path = Paths.clean(source.text("path").orElse(""));
        var kind = source.text("source").orElse("");
        if (kind.equals("local") || (kind.isEmpty() && source.has("path"))) {
            return within(file, source.text("path").orElse(""), name, facts);
        }
        var address = source.text("repo").or(() -> source.text("url")).orElse("");
        var link = GitHubLink.of(address).or(() -> GitHubLink.ofName(address));
        if (link.isPresent()) {
            var commit = source.text("sha").filter(sha -> sha.matches("[0-9a-f]{40}")).orElse("");
            return link.flatMap(place -> path.map(below -> new Offer(
                    place.name(), below.isEmpty() ? place.path() : below, commit, Optional.empty(), name,
                    facts.build())));
        }
        var npm = source.text("package")
                .map(text -> "npm " + text + source.text("version").map(version -> " " + version).orElse(""));
        npm.ifPresent(text -> facts.put(Field.PACKAGES, text));
        if (npm.isEmpty() && !address.isEmpty()) {
            facts.put(Field.LINK, address);
        }
        return npm.isPresent() || !address.isEmpty()
                ? Optional.of(new Offer("", "", "", Optional.of(npm.orElse(address)), name, facts.build()))
                : Optional.empty();
    }

    /// Paths are relative to the folder that the marketplace stands for.
    private static Optional<Offer> within(RepositoryFile file, String text, String name, Facts.Builder facts) {
        var root = root(file.path());
        return Paths.clean(Texts.join(root, text))
                .map(path -> new Offer("", path, file.commit(), Optional.empty(), name, facts.build()));
    }

    /// The folder above the client's own: `x` for `x/.claude-plugin/marketplace.json`.
    static String root(String path) {
        var folder = Texts.folder(Texts.folder(path));
        return folder.equals(".github") || folder.equals(".agents") || folder.endsWith("/.github")
                || folder.endsWith("/.agents")
                        ? Texts.folder(folder)
                        : folder;
    }

    /// A marketplace whose plugins' repositories are not known yet.
    private record Marketplace(RepositoryFile file, Facts facts, List<Offer> offers) implements Pending {
        @Override
        public String source() {
            return file.source();
        }

        @Override
        public Set<String> names() {
            return offers.stream()
                    .map(Offer::repository)
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Set<String> walked() {
            return names();
        }

        /// Where several plugins share a folder, the marketplace alone tells them apart: they are at `folder#name`, but
        /// for one that is called as the folder is.
        @Override
        public Reading settle(Known known) {
            var shared = new HashMap<String, Integer>();
            offers.stream().map(Marketplace::folder).forEach(folder -> shared.merge(folder, 1, Integer::sum));
            var plugins = new ArrayList<Observation>();
            var problems = new ArrayList<Problem>();
            for (var offer : offers) {
                var alone = shared.getOrDefault(folder(offer), 1) == 1 || isNamesake(offer);
                place(offer, alone, known, problems).ifPresent(place -> plugins.add(
                        Observation.of(file.source(), Kind.PLUGIN, place, offer.facts())));
            }
            var keys =
                    plugins.stream().map(plugin -> Key.of(Kind.PLUGIN, plugin.place()).toString()).distinct().toList();
            var all = new ArrayList<>(together(plugins));
            var members = Facts.builder().put(Field.MEMBERS, keys).build();
            all.add(Observation.of(file.source(), Kind.MARKETPLACE, file.place(), facts.or(members)));
            return Reading.of(all, problems);
        }

        private static boolean isNamesake(Offer offer) {
            var path = offer.path().isEmpty() ? offer.repository() : offer.path();
            return Texts.lower(path.substring(path.lastIndexOf('/') + 1)).equals(Texts.lower(offer.name()));
        }

        private static String folder(Offer offer) {
            return offer.elsewhere().isPresent()
                    ? "elsewhere " + offer.name()
                    : Texts.lower(offer.repository()) + " " + offer.path();
        }

        private Optional<Place> place(Offer offer, boolean alone, Known known, List<Problem> problems) {
            if (offer.elsewhere().isPresent()) {
                return Optional.of(Place.named("%s@%s".formatted(
                        offer.name(), facts.text(Field.NAME).orElse(file.repository().name()))));
            }
            var path = alone ? offer.path() : offer.path() + "#" + offer.name();
            if (offer.repository().isEmpty()) {
                return Optional.of(new Place(
                        file.repository().number(), file.repository().name(), path, offer.commit(), ""));
            }
            var repository = known.repository(offer.repository());
            if (repository.found().isEmpty()) {
                problems.add(Mentions.dead(file.source(), file.repository().name() + "/" + file.path(),
                        "its plugin `%s`".formatted(offer.name()), offer.repository(), repository));
            }
            return repository.found().map(there -> new Place(there.number(), there.name(), path, offer.commit(), ""));
        }

        /// A plugin that is listed twice is one; what is said first of it counts.
        private static List<Observation> together(List<Observation> plugins) {
            var first = new LinkedHashMap<String, Observation>();
            plugins.forEach(plugin -> first.merge(plugin.key(), plugin, (one, other) -> new Observation(
                    one.source(), one.kind(), one.place(), one.facts().or(other.facts()))));
            return List.copyOf(first.values());
        }
    }
}
