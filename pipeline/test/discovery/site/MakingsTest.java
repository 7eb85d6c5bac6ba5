package discovery.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Yaml;
import discovery.edge.mustache.Templates;
import discovery.model.Judgement;
import discovery.model.Kind;
import discovery.model.Row;
import discovery.score.Context;
import discovery.score.Crowd;
import discovery.score.Evidence;
import discovery.score.Score;
import discovery.score.Weights;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A site that is brought up to date is, byte for byte, one that is made whole; whatever changed between two nights. Every
/// field of a row and every part of an edition is changed here, so that what somebody lets a page depend on, and forgets
/// to put into its mark, is found.
class MakingsTest {
    private static final Templates TEMPLATES = Templates.ofClassPath();
    private static final int ENTRIES = 24;
    private static final int NIGHTS = 25;

    /// Pages in memory that remember.
    private static final class Kept implements Pages {
        private record Thing(long of, SortedMap<String, byte[]> files) {}

        private final Map<String, Thing> before;
        private final Map<String, Thing> things = new HashMap<>();
        private final SortedMap<String, byte[]> all = new TreeMap<>();
        private final SortedMap<String, byte[]> open = new TreeMap<>();
        private final List<String> stayed = new ArrayList<>();

        Kept(Map<String, Thing> before) {
            this.before = before;
        }

        @Override
        public void write(String path, byte[] bytes) {
            if (all.put(path, bytes) != null) {
                throw new AssertionError("written twice: " + path);
            }
            open.put(path, bytes);
        }

        @Override
        public Optional<Pages.Kept> unless(String name, long of, Runnable making) {
            var thing = before.get(name);
            if (thing != null && thing.of() == of) {
                all.putAll(thing.files());
                things.put(name, thing);
                stayed.add(name);
                return Optional.of(new Pages.Kept(thing.files().size(),
                        thing.files().values().stream().mapToLong(file -> file.length).sum()));
            }
            open.clear();
            making.run();
            things.put(name, new Thing(of, new TreeMap<>(open)));
            return Optional.empty();
        }

        @Override
        public OptionalLong secret() {
            return OptionalLong.of(0x1234_5678_9ABC_DEF0L);
        }
    }

    /// All that a night is made from, to be changed.
    private static final class World {
        private final Random random;
        private final Map<String, Draft> drafts = new TreeMap<>();
        private Edition edition = Tiny.edition(List.of());
        private int number;

        World(long seed) {
            random = new Random(seed);
            for (var i = 0; i < ENTRIES; i++) {
                add();
            }
        }

        private void add() {
            var kind = pick(List.of(Kind.values()));
            Draft.of(kind, "slug-" + number, draft -> {
                draft.slot = number;
                drafts.put(draft.id, draft);
            });
            number++;
            for (var i = 0; i < 8; i++) {
                change(pick(drafts.values()), pick(List.of(fields())));
            }
        }

        private <T> T pick(java.util.Collection<T> all) {
            return all.stream().skip(random.nextInt(all.size())).findFirst().orElseThrow();
        }

        private String word() {
            var words = new ArrayList<>(List.of("", "MIT", "acme/tools", "acme/more", "other/tools", "pdf", "c++",
                    "topics", "lists", "registry", "documents", "Web & data", "1.2.0", "https://example.com/a",
                    "active",
                    "deprecated", "npm @acme/x 1.0.0", "pipes-to-shell", Tiny.HOSTILE, "word-" + random.nextInt(4)));
            words.addAll(drafts.keySet());
            return pick(words);
        }

        private List<String> words() {
            var all = new ArrayList<String>();
            for (var i = random.nextInt(4); i > 0; i--) {
                all.add(word());
            }
            return List.copyOf(all);
        }

        private static Field[] fields() {
            return Arrays.stream(Draft.class.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()
                            && !List.of("id", "slot", "slug", "formerly").contains(field.getName()))
                    .toArray(Field[]::new);
        }

        private void change(Draft draft, Field field) {
            try {
                field.set(draft, value(field));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private Object value(Field field) {
            return switch (field.getName()) {
                case "kind" -> pick(List.of(Kind.values()));
                // Often the same one, so that there are families.
                case "original" -> random.nextInt(3) == 0 ? "" : drafts.keySet().iterator().next();
                case "members", "parents" -> List.of(pick(drafts.keySet()), pick(drafts.keySet()), word());
                case "provenance" -> new TreeMap<>(Map.of("name", word(), "stars", word()));
                case "verdicts" -> List.of(new Judgement.Verdict("claude-code", random.nextBoolean(), words()));
                case "findings" -> random.nextBoolean() ? List.of()
                        : List.of(new Judgement.Finding("pipes-to-shell", pick(List.of("high", "low")), 3, word()));
                case "score" -> random.nextInt(10_000);
                case "copies" -> random.nextInt(3) - 1;
                case "pushed", "words", "stars" -> (long) random.nextInt(900) - 1;
                case "repository", "firstSeen" -> 20_000L + random.nextInt(5);
                default -> field.getType() == boolean.class ? random.nextBoolean()
                        : field.getType() == List.class ? words() : word();
            };
        }

        void next() {
            for (var i = random.nextInt(3); i >= 0; i--) {
                if (random.nextInt(3) > 0) {
                    // Half of the time what others show of an entry.
                    var shown = random.nextBoolean();
                    change(pick(drafts.values()), pick(Arrays.stream(fields())
                            .filter(field -> !shown || List.of("kind", "name", "title", "score", "original")
                                    .contains(field.getName()))
                            .toList()));
                } else {
                    changeOther();
                }
            }
            edition = with(14);
        }

        private void changeOther() {
            switch (random.nextInt(18)) {
                case 0 -> add();
                case 1 -> drafts.remove(pick(drafts.keySet()));
                case 2 -> {
                    var draft = pick(drafts.values());
                    draft.formerly = List.of(draft.slug);
                    draft.slug = "slug-" + number++;
                }
                default -> edition = with(random.nextInt(14));
            }
        }

        /// The edition with one of its parts changed.
        private Edition with(int part) {
            var e = edition;
            var n = e.night();
            var some = random.nextInt(3);
            var night = part != 0 ? n : switch (random.nextInt(5)) {
                case 0 -> night(n, "Title " + some, n.siteUrl(), n.repository(), n.sampleKeys());
                case 1 -> night(n, n.title(), some == 0 ? Optional.empty()
                        : Optional.of("https://example.org/" + some + "/"), n.repository(), n.sampleKeys());
                case 2 -> night(n, n.title(), n.siteUrl(), some == 0 ? Optional.empty() : Optional.of("acme/i" + some),
                        n.sampleKeys());
                case 3 -> night(n, n.title(), n.siteUrl(), n.repository(), !n.sampleKeys());
                default -> new Night(n.title(), n.seq() + 1, "1.0." + (n.seq() + 1), n.now().plus(Duration.ofDays(1)),
                        n.siteUrl(), n.repository(), n.sampleKeys(), n.release());
            };
            var rows = Tiny.sorted(drafts.values().stream().map(Draft::row).toList());
            return new Edition(night, Rows.of(rows),
                    part == 1 ? List.of(change(some)) : e.changes(),
                    part == 2 ? Problems.of(List.of()) : e.problems(),
                    part == 3 ? e.sources().reversed() : e.sources(),
                    part == 4 ? List.of(new Weight("freshness", 40 + some, "Why.")) : e.weights(),
                    part == 5 ? List.of(new SafetyRule("pipes-to-shell", "high", "Sentence " + some)) : e.rules(),
                    part == 6 ? Map.of("documents", "Documents " + some) : e.categories(),
                    part == 7 ? new Counting(rows, some) : new Counting(rows, ((e.parts() instanceof Counting c)
                            ? c.rule() : 0)),
                    part == 8 ? slot -> slot % 5 < some + 1 ? List.of(slot / 2, slot + some, 3) : List.of()
                            : e.related(),
                    part == 9 ? new History(List.of(), List.of(event(some))) : e.history(),
                    part == 10 ? new Limits(5 * some + 5, 800_000_000, 1, 1) : e.limits(),
                    part == 11 ? Optional.empty() : e.board(), part == 12 ? List.of() : e.paths(), e.meaning());
        }

        private static Night night(
                Night n, String title, Optional<String> url, Optional<String> repository, boolean sampleKeys) {
            return new Night(title, n.seq(), n.version(), n.now(), url, repository, sampleKeys, n.release());
        }

        private Change change(int some) {
            var draft = pick(drafts.values());
            return new Change(pick(List.of(Change.Word.values())), draft.id, draft.slug, draft.kind, draft.name,
                    "acme/tools", List.of("description", "commit").subList(0, Math.min(2, some)), "Reason " + some,
                    "0".repeat(40), "1".repeat(40));
        }

        private History.Event event(int some) {
            var draft = pick(drafts.values());
            return new History.Event(3, 20_770 + some, pick(List.of(Change.Word.values())), draft.id, draft.kind,
                    draft.slug, draft.name, "acme/tools", "description", "Reason " + some, random.nextBoolean(),
                    "0".repeat(40), String.valueOf(some).repeat(40));
        }
    }

    /// Parts that depend on other rows, and on a rule.
    private record Counting(List<Row> all, int rule) implements Parts {
        @Override
        public List<Judgement.Part> of(Row row) {
            return List.of(new Judgement.Part("adoption", OptionalInt.of(row.numbers().score()), 10,
                    "Rule %d: shared by %d.".formatted(rule, sharing(row))));
        }

        private long sharing(Row row) {
            return all.stream().filter(other -> other.content().place().equals(row.content().place())).count();
        }

        @Override
        public Supplier<long[]> beside(Row row) {
            return () -> new long[] {sharing(row)};
        }

        @Override
        public String rules() {
            return String.valueOf(rule);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_site_that_is_brought_up_to_date_is_one_that_is_made_whole(long seed) {
        var world = new World(seed);
        world.next();
        Map<String, Kept.Thing> before = Map.of();
        var stayed = 0;
        for (var night = 0; night < NIGHTS; night++) {
            var whole = Rendered.of(world.edition);
            var updated = new Kept(before);
            var written = Site.render(world.edition, TEMPLATES, updated);
            assertEquals(whole.files().keySet(), updated.all.keySet(), "seed " + seed + ", night " + night);
            for (var file : whole.files().entrySet()) {
                assertArrayEquals(file.getValue(), updated.all.get(file.getKey()),
                        () -> "seed %d: %s".formatted(seed, file.getKey()));
            }
            assertEquals(whole.written(), written);
            stayed += updated.stayed.size();
            before = updated.things;
            world.next();
        }
        assertTrue(stayed > NIGHTS * ENTRIES / 4, "most things stay: " + stayed);
    }

    /// Of real parts: when what they take from elsewhere is the same, they are.
    @Test
    void parts_take_nothing_from_elsewhere_but_what_they_say() throws IOException {
        var weights = Yaml.read(Path.of("manifests/score.yaml"), Weights.class);
        var random = new Random(5);
        var same = 0;
        for (var i = 0; i < 4_000; i++) {
            var row = Draft.of(Kind.SKILL, "a", draft -> {
                draft.pushed = 20_000L + random.nextInt(900) - 1;
                draft.firstSeen = 20_000L + random.nextInt(200);
                draft.repository = random.nextInt(3);
                draft.stars = random.nextInt(50);
            });
            var one = context(random, row);
            var other = context(random, row);
            if (Arrays.equals(Evidence.beside(row, one).get(), Evidence.beside(row, other).get())) {
                assertEquals(Score.parts(Evidence.of(row, one), weights),
                        Score.parts(Evidence.of(row, other), weights));
                same++;
            }
        }
        assertTrue(same > 20, "of 4,000: " + same);
    }

    private static Context context(Random random, Row row) {
        var crowd = new Crowd();
        Evidence.count(row, crowd);
        for (var i = random.nextInt(3); i > 0; i--) {
            Evidence.count(Draft.of(Kind.SKILL, "b", draft -> {
                draft.firstSeen = row.content().firstSeen() + random.nextInt(2);
                draft.repository = row.content().repository();
            }), crowd);
        }
        return new Context(crowd, Set.of("topics"), 20_000 + random.nextInt(1_200));
    }

    @Test
    void all_that_an_edition_has_is_changed_here() {
        assertEquals(15, Edition.class.getRecordComponents().length, "let `with` change what is new in it");
        assertEquals(8, Night.class.getRecordComponents().length, "let `with` change what is new in it");
    }

    @Test
    void an_entry_that_nobody_touched_is_not_made_again() {
        var rows = SiteTest.many(300);
        var first = new Kept(Map.of());
        Site.render(Tiny.edition(rows), TEMPLATES, first);
        var changed = new ArrayList<>(rows);
        changed.set(7, Draft.of(Kind.SKILL, "skill-0007", draft -> draft.description = "Another."));
        var second = new Kept(first.things);
        Site.render(Tiny.edition(changed, night -> new Night(night.title(), night.seq() + 1, "1.0.13",
                night.now().plus(Duration.ofDays(1)), night.siteUrl(), night.repository(), night.sampleKeys(),
                night.release())), TEMPLATES, second);
        assertEquals(299, second.stayed.stream().filter(name -> name.startsWith("skills/skill-")).count(),
                "it has another number and is of another day");
    }
}
