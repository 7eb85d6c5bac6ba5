package discovery.catalogs;

import discovery.model.Kind;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// All documents of a night.
///
/// | path | what | read by |
/// | --- | --- | --- |
/// | `claude/marketplace.json`, `claude/{top,CATEGORY,pack-SLUG}/marketplace.json` | marketplaces | Claude Code |
/// | `.well-known/agent-skills/index.json` below nothing, `s/SLUG/`, `c/CATEGORY/`, `p/SLUG/` | skills | `npx skills` |
/// | `archives/SHA256.zip` (of the stage before) | folders of skills | `npx skills` |
/// | `v0/servers`, `v0.1/servers`, `v0.1/servers/NAME/versions/…` | MCP registry | VS Code, langchain4j, … |
/// | `.well-known/ai-catalog.json`, `c/CATEGORY/ai-catalog.json`, `cards/SLUG.json` | AI catalog, server cards | |
public final class Catalogs {
    /// The name of the whole marketplace; the others begin with it.
    public static final String NAME = "skill-index";

    private final Setting setting;
    private final Documents documents;
    private final Best whole = new Best(Most.WHOLE);
    private final Best servers = new Best(Most.SERVERS);
    private final Map<String, Best> categories = new TreeMap<>();
    private final Map<String, Row.Content> packs = new TreeMap<>();
    private final NavigableSet<String> archives = new TreeSet<>();

    private final Set<String> wanted = new HashSet<>();
    private final Map<String, Offer> members = new HashMap<>();

    /// For who reads the rows anyway: give `gather` all of them, then `again`, then call `done`.
    public Catalogs(Setting setting, Documents documents) {
        this.setting = setting;
        this.documents = documents;
    }

    /// Writes them. The rows are read once, and once more if there are packs.
    ///
    /// @return the archives that they lead to, by their SHA-256
    public static NavigableSet<String> write(Setting setting, Consumer<Consumer<Row>> rows, Documents documents) {
        var catalogs = new Catalogs(setting, documents);
        rows.accept(catalogs::gather);
        if (!catalogs.wanted.isEmpty()) {
            rows.accept(catalogs::again);
        }
        return catalogs.done();
    }

    /// Takes a row at the first reading.
    public void gather(Row row) {
        if (row.content().kind() == Kind.PACK) {
            packs.put(row.content().slug(), row.content());
            wanted.addAll(row.content().members());
        }
        Offer.of(row).ifPresent(offer -> {
            if (offer.kind() == Kind.MCP_SERVER) {
                servers.add(offer);
            }
            if (offer.kind() != Kind.MCP_SERVER || setting.inert().isPresent()) {
                whole.add(offer);
            }
            offer.categories().forEach(
                    category -> categories.computeIfAbsent(category, any -> new Best(Most.CATEGORY)).add(offer));
            if (offer.kind() == Kind.SKILL) {
                skills("s/" + offer.slug() + "/", List.of(offer));
                Optional.ofNullable(setting.archives().get(offer.id())).ifPresent(archives::add);
            }
        });
    }

    private void whole() {
        var all = whole.all();
        marketplace("", "All extensions of the index that can be installed as plugins.", all);
        marketplace("top", "The best of the index.", all.subList(0, Math.min(Most.TOP, all.size())));
        skills("", all);
        Registry.write(setting, servers.all(), documents);
        var cards = AiCatalog.cards(setting, servers.all(), documents);
        var inside = new LinkedHashMap<String, String>();
        categories.forEach((category, best) -> {
            var title = setting.categories().getOrDefault(category, category);
            marketplace(category, title + ".", best.all());
            skills("c/" + category + "/", best.all());
            var path = "c/" + category + "/ai-catalog.json";
            documents.write(path, AiCatalog.of(setting, title, best.all(), cards));
            inside.put(title, path);
        });
        documents.write(".well-known/ai-catalog.json", AiCatalog.root(setting, inside));
    }

    /// Ids of the rows that `again` wants to see, once all were gathered.
    public Set<String> wanted() {
        return Collections.unmodifiableSet(wanted);
    }

    /// Takes a row at the second reading, when all packs are known.
    public void again(Row row) {
        if (wanted.contains(row.content().id())) {
            Offer.of(row).ifPresent(offer -> members.put(offer.id(), offer));
        }
    }

    /// Writes what says something of several.
    ///
    /// @return the archives that they lead to, by their SHA-256
    public NavigableSet<String> done() {
        whole();
        packs();
        return archives;
    }

    private void packs() {
        if (wanted.isEmpty()) {
            return;
        }
        packs.forEach((slug, pack) -> {
            var offers = new ArrayList<Offer>();
            pack.members().stream().filter(members::containsKey).map(members::get).sorted(Offer.ORDER)
                    .forEach(offers::add);
            marketplace("pack-" + slug, pack.description().isEmpty() ? pack.name() : pack.description(), offers);
            skills("p/" + slug + "/", offers);
        });
    }

    private void marketplace(String part, String about, List<Offer> offers) {
        documents.write("claude/" + (part.isEmpty() ? "" : part + "/") + "marketplace.json",
                Marketplace.of(setting, part.isEmpty() ? NAME : NAME + "-" + part, about, offers));
    }

    private void skills(String below, List<Offer> offers) {
        var path = below + SkillsIndex.FILE;
        documents.write(path, SkillsIndex.of(
                setting, path, offers.stream().filter(offer -> offer.kind() == Kind.SKILL).toList()));
    }
}
