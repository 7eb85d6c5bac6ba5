package discovery.merge;

import discovery.model.Config;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Key;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.SourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// First half of merging: observations, in `Observation.ORDER`, become things.
///
/// What is said of a repository as a whole (stars, licence, topics) goes to every thing in it; who mentions the
/// repository counts as a source of each. Holds one repository's names and one thing at a time.
public final class Grouping {
    /// Facts that a thing takes over from its repository, when nobody says them of the thing itself.
    private static final Set<Field> INHERITED = EnumSet.of(
            Field.STARS, Field.FORKS, Field.ISSUES, Field.CREATED, Field.PUSHED, Field.ARCHIVED, Field.FORK,
            Field.TOPICS, Field.LANGUAGE, Field.LICENCE, Field.DEFAULT_BRANCH, Field.CATEGORIES);
    /// What else a thing takes over that is the whole repository.
    private static final Set<Field> INHERITED_AT_ROOT = EnumSet.of(Field.DESCRIPTION, Field.HOMEPAGE, Field.TITLE);
    private static final Set<Kind> PARTS_OF_PLUGINS =
            EnumSet.of(Kind.SKILL, Kind.AGENT, Kind.COMMAND, Kind.HOOK, Kind.MCP_SERVER);

    /// A thing contains another one: both are named by what they are tonight.
    public record Containment(Key parent, Key child) {}

    private final Precedence precedence;
    private final Map<String, SourceKind> sources = new HashMap<>();
    private final Consumer<Thing> things;
    private final Consumer<Containment> containments;

    private long repository = -1;
    private Claims ofRepository = new Claims();
    private Optional<Claims.Settled> settled = Optional.empty();
    private final SortedSet<String> mentions = new TreeSet<>();
    private Optional<Place> placeOfRepository = Optional.empty();
    private final List<Key> inRepository = new ArrayList<>();
    private final List<Observation> same = new ArrayList<>();

    public Grouping(
            Precedence precedence, Config config, Consumer<Thing> things, Consumer<Containment> containments) {
        this.precedence = precedence;
        config.sources().forEach(source -> sources.put(source.id(), source.kind()));
        this.things = things;
        this.containments = containments;
    }

    /// Takes the next observation in `Observation.ORDER`; repetition does no harm. Call `finish` after the last.
    public void accept(Observation observation) {
        if (observation.place().repository() != repository) {
            finish();
            repository = observation.place().repository();
        }
        if (observation.kind().isEmpty()) {
            ofRepository.add(witness(observation), observation.source(), observation.facts());
            mentions.add(observation.source());
            placeOfRepository = Optional.of(observation.place());
            return;
        }
        if (!same.isEmpty() && !key(same.getFirst()).equals(key(observation))) {
            closeThing();
        }
        same.add(observation);
    }

    public void finish() {
        closeThing();
        contain();
        inRepository.clear();
        ofRepository = new Claims();
        settled = Optional.empty();
        mentions.clear();
        placeOfRepository = Optional.empty();
    }

    private void closeThing() {
        if (same.isEmpty()) {
            return;
        }
        parts(same).forEach(this::emit);
        inRepository.add(key(same.getFirst()));
        same.clear();
    }

    /// Usually one part. A registry may know several servers of one repository: each is a thing of its own, and what
    /// lists say of the repository goes to all of them.
    private static Map<String, List<Observation>> parts(List<Observation> observations) {
        var named = new TreeMap<String, List<Observation>>();
        var rest = new ArrayList<Observation>();
        for (var each : observations) {
            if (each.kind().equals(Optional.of(Kind.MCP_SERVER)) && each.facts().has(Field.NAME)
                    && (each.facts().has(Field.PACKAGES) || each.facts().has(Field.REMOTES)
                            || each.facts().has(Field.STATUS) || each.facts().has(Field.COMMAND_LINES))) {
                named.computeIfAbsent(each.facts().text(Field.NAME).orElse(""), ignored -> new ArrayList<>()).add(each);
            } else {
                rest.add(each);
            }
        }
        if (named.size() < 2) {
            return Map.of("", List.copyOf(observations));
        }
        named.values().forEach(part -> part.addAll(rest));
        return named;
    }

    private void emit(String part, List<Observation> observations) {
        var claims = new Claims();
        var seenBy = new TreeSet<>(mentions);
        for (var each : observations) {
            claims.add(witness(each), each.source(), each.facts());
            seenBy.add(each.source());
        }
        var own = claims.settle(precedence);
        var place = place(observations);
        var inherited = inherited();
        var taken = Facts.builder();
        var facts = own.facts();
        var provenance = new TreeMap<>(own.provenance());
        for (var field : inherited.facts().values().keySet()) {
            var takes = INHERITED.contains(field)
                    || (place.path().isEmpty() && INHERITED_AT_ROOT.contains(field));
            if (takes && !facts.has(field)) {
                taken.put(field, inherited.facts().list(field));
                provenance.put(field, String.valueOf(inherited.provenance().get(field)));
            }
        }
        facts = facts.or(taken.build());
        // A registry keeps what it has deleted, so that others learn of it; where nobody else has it, it is gone.
        if (facts.text(Field.STATUS).orElse("").equals("deleted")
                && observations.stream().allMatch(each -> witness(each) == Witness.REGISTRY)) {
            return;
        }
        var kind = observations.getFirst().kind().orElseThrow();
        if (kind != Kind.MARKETPLACE && kind != Kind.PACK) {
            facts = facts.without(Field.MEMBERS);
        }
        for (var member : own.facts().list(Field.MEMBERS)) {
            containments.accept(new Containment(Key.of(kind, place), Key.parse(member)));
        }
        things.accept(new Thing(kind, place, part, facts, provenance, own.losers(), seenBy));
    }

    /// What is said of the repository, which is the same for all that is in it.
    private Claims.Settled inherited() {
        settled = settled.or(() -> Optional.of(ofRepository.settle(precedence)));
        return settled.orElseThrow();
    }

    /// The place as its own file pins it; else as the repository is called now; else as some source spells it.
    private Place place(List<Observation> observations) {
        var pinned = observations.stream()
                .map(Observation::place)
                .max(Comparator.comparing((Place place) -> !place.blob().isEmpty())
                        .thenComparing(place -> !place.commit().isEmpty())
                        .thenComparing(Place::commit)
                        .thenComparing(Place::blob)
                        .thenComparing(Place::name))
                .orElseThrow();
        return placeOfRepository
                .filter(whole -> pinned.repository() != 0)
                .map(whole -> new Place(
                        pinned.repository(), whole.name(), pinned.path(), pinned.commit(), pinned.blob()))
                .orElse(pinned);
    }

    /// A plugin contains what lies below its folder, the innermost plugin where they nest.
    private void contain() {
        if (repository == 0) {
            return;
        }
        var folders = new HashSet<String>();
        inRepository.stream().filter(key -> key.kind() == Kind.PLUGIN).forEach(key -> folders.add(key.path()));
        if (folders.isEmpty()) {
            return;
        }
        for (var key : inRepository) {
            if (PARTS_OF_PLUGINS.contains(key.kind())) {
                var folder = key.path();
                var found = folders.contains(folder) && !folder.isEmpty();
                while (!found && !folder.isEmpty()) {
                    folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
                    found = folders.contains(folder);
                }
                if (found || folders.contains("")) {
                    containments.accept(new Containment(new Key(Kind.PLUGIN, repository, found ? folder : ""), key));
                }
            }
        }
    }

    private Witness witness(Observation observation) {
        var source = sources.get(observation.source());
        return Witness.of(observation, source == null ? SourceKind.LIST : source);
    }

    private static Key key(Observation observation) {
        return Key.of(observation.kind().orElseThrow(), observation.place());
    }
}
