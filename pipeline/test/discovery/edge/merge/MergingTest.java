package discovery.edge.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.json.Json;
import discovery.edge.json.JsonLines;
import discovery.edge.json.Yaml;
import discovery.merge.Identity.Known;
import discovery.merge.MergeRules;
import discovery.model.Config;
import discovery.model.Entry;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Member;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergingTest {
    private static final long DAY = 20_000;

    @TempDir
    Path temp;

    private int runs;

    @Test
    void one_plugin_with_manifests_for_several_clients_is_one_entry() throws IOException {
        var said = List.of(
                plugin("p", "b1", Facts.builder().put(Field.NAME, "kit").put(Field.DESCRIPTION, "For Claude.")),
                plugin("p/.codex-plugin", "b2",
                        Facts.builder().put(Field.NAME, "Kit").put(Field.HOMEPAGE, "https://k.example")
                                .put(Field.FLAWS, "name-invalid")),
                plugin("p/.cursor-plugin", "b3", Facts.builder().put(Field.NAME, "kit")),
                plugin("p-other", "b4", Facts.builder().put(Field.NAME, "other")));
        var entries = entries(said);
        assertEquals(List.of("p", "p-other"), entries.stream().map(each -> each.place().path()).sorted().toList());
        var kit = entries.stream().filter(each -> each.place().path().equals("p")).findFirst().orElseThrow();
        assertEquals("b1", kit.place().blob(), "Claude's manifest speaks for it");
        assertEquals(List.of("For Claude."), kit.facts().list(Field.DESCRIPTION));
        assertEquals(List.of("https://k.example"), kit.facts().list(Field.HOMEPAGE), "what it leaves out, others add");
        assertEquals(List.of(), kit.facts().list(Field.FLAWS), "their flaws are not its own");
    }

    private static Observation plugin(String path, String blob, Facts.Builder facts) {
        return Observation.of("topics", Kind.PLUGIN, new Place(7, "a/b", path, "c", blob),
                facts.put(Field.SHA256, blob.repeat(32)).build());
    }

    private List<Entry> entries(List<Observation> said) throws IOException {
        merge(said, List.of(), 0);
        try (var lines = JsonLines.read(temp.resolve("run-" + (runs - 1)).resolve("entries.jsonl.zst"), Entry.class)) {
            return lines.toList();
        }
    }

    /// What one merge wrote: file → bytes.
    private Map<String, String> merge(List<Observation> said, List<Known> known, int nextSlot) throws IOException {
        var folder = Files.createDirectories(temp.resolve("run-" + runs++));
        var config = temp.resolve("sources.yaml");
        Files.writeString(config, """
                schema: 1
                sources:
                  - { id: topics, kind: github-topics, topics: [skills] }
                  - { id: list, kind: list, repositories: [a/b] }
                  - { id: packs, kind: packs, paths: [packs] }
                """);
        new Merging(Yaml.read(config, Config.class),
                Yaml.read(Path.of("manifests/merge.yaml").toAbsolutePath(), MergeRules.class), DAY, folder)
                .merge(said.stream().map(Json::line), known.stream(), nextSlot);
        try (var files = Files.list(folder)) {
            var bytes = new TreeMap<String, String>();
            for (var file : files.toList()) {
                bytes.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
            return bytes;
        }
    }

    private <T> List<T> read(String file, Class<T> type) throws IOException {
        try (var lines = JsonLines.read(temp.resolve("run-" + (runs - 1)).resolve(file), type)) {
            return lines.toList();
        }
    }

    private static Observation skill(long repository, String path, String text) {
        return Observation.of("topics", Kind.SKILL, new Place(repository, "owner" + repository + "/skills", path,
                "", ""),
                Facts.builder()
                        .put(Field.NAME, path.substring(path.lastIndexOf('/') + 1))
                        .put(Field.SHA256, Integer.toHexString(text.hashCode()))
                        .put(Field.TEXT, text)
                        .build());
    }

    private static String words(int seed, int count) {
        var random = new Random(seed);
        return Stream.generate(() -> "w" + random.nextInt(9_000)).limit(count).collect(Collectors.joining(" "));
    }

    private static Observation any(Random random) {
        var repository = 1 + random.nextInt(12);
        var name = "owner%d/r%d".formatted(repository, random.nextInt(2));
        var source = random.nextBoolean() ? "topics" : "list";
        var facts = Facts.builder().put(Field.NAME, "n" + random.nextInt(4)).put(Field.STARS, random.nextInt(900))
                .put(Field.DESCRIPTION, "d".repeat(random.nextInt(40)) + "\u2028\t")
                .put(Field.KEYWORDS, List.of("k" + random.nextInt(3)));
        return switch (random.nextInt(4)) {
            case 0 -> Observation.ofRepository(source, Place.of(repository, name), facts.build());
            case 1 -> Observation.of("packs", Kind.PACK, Place.named("pack" + random.nextInt(3)), facts.put(
                    Field.MEMBERS, List.of("skill %d s%d".formatted(repository, random.nextInt(3)))).build());
            default -> Observation.of(source, List.of(Kind.values()).get(random.nextInt(6)),
                    new Place(repository, name, "s" + random.nextInt(3), "", ""),
                    facts.put(Field.TEXT, words(random.nextInt(6), 90) + random.nextInt(3)).build());
        };
    }

    /// Law: the bytes depend neither on the order nor on the repetition of what is said and known.
    @Test
    void order_and_repetition_change_no_byte() throws IOException {
        for (var seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            var said = new ArrayList<Observation>();
            for (var i = 0; i < 300; i++) {
                said.add(any(random));
            }
            var once = merge(said, List.of(), 0);
            var known = new ArrayList<>(known());
            var second = merge(said, known, 1_000);
            for (var round = 0; round < 3; round++) {
                var again = new ArrayList<>(said);
                again.addAll(said.subList(0, 100));
                Collections.shuffle(again, random);
                Collections.shuffle(known, random);
                assertEquals(once, merge(again, List.of(), 0));
                assertEquals(second, merge(again, known, 1_000));
            }
        }
    }

    private List<Known> known() throws IOException {
        return read("entries.jsonl.zst", Entry.class).stream().map(entry -> new Known(
                entry.id(), entry.slot(), entry.slug(), entry.kind(), entry.place().repository(), entry.place().path(),
                entry.facts().text(Field.NAME).orElse(""), entry.facts().text(Field.SHA256).orElse(""),
                entry.place().commit(), entry.place().blob(), entry.firstSeen(), entry.formerly())).toList();
    }

    @Test
    void who_was_there_keeps_its_id_and_slot_and_nobody_gets_a_slot_that_was_given() throws IOException {
        merge(List.of(skill(1, "a", "x"), skill(2, "b", "y"), skill(3, "c", "z")), List.of(), 0);
        var first = read("entries.jsonl.zst", Entry.class);
        var known = known();
        merge(List.of(skill(3, "moved/c", "z"), skill(4, "d", "new"), skill(1, "a", "x")), known, 3);
        var second = read("entries.jsonl.zst", Entry.class);
        assertEquals(first.get(2).id(), second.get(1).id());
        assertEquals(List.of(first.get(0).slot(), first.get(2).slot(), 3),
                second.stream().map(Entry::slot).toList(), "the slot of what is gone stays empty");
        assertTrue(Files.readString(temp.resolve("run-1/slots.json")).contains("4"));
    }

    @Test
    void equal_and_nearly_equal_texts_are_one_family_with_reasons() throws IOException {
        var text = words(1, 200);
        merge(List.of(skill(1, "a/pdf", text), skill(2, "b/pdf", text.toUpperCase(java.util.Locale.ROOT)),
                skill(3, "c/pdf", text + " " + words(2, 80)), skill(4, "d/pdf", words(3, 200))), List.of(), 0);
        var members = read("families.jsonl", Member.class);
        assertEquals(3, members.size());
        assertEquals(1, members.stream().map(Member::original).distinct().count());
        assertTrue(members.get(0).reason().startsWith("Taken as the original of 3"), members.toString());
        assertEquals("Its text is the same as the original's.", members.get(1).reason());
        assertTrue(members.get(2).reason().contains("about 100 %"), members.get(2).reason());
    }

    @Test
    void a_member_of_a_pack_that_is_not_there_is_a_problem_and_a_look_alike_is_one() throws IOException {
        var pack = Observation.of("packs", Kind.PACK, Place.named("desk"), Facts.builder().put(Field.NAME, "desk")
                .put(Field.MEMBERS, List.of("skill 1 a", "skill 1 gone")).build());
        var known = new Place(8, "famous/toolbox", "a", "", "");
        var squatter = new Place(9, "famouss/toolbox", "a", "", "");
        merge(List.of(skill(1, "a", "x"), pack,
                Observation.of("topics", Kind.SKILL, known, Facts.builder().put(Field.STARS, 900).build()),
                Observation.of("topics", Kind.SKILL, squatter, Facts.builder().put(Field.STARS, 1).build())),
                List.of(), 0);
        assertEquals(List.of("dead-link pack 0 desk", "look-alike famouss/toolbox"),
                read("problems.jsonl", Problem.class).stream()
                        .map(problem -> problem.kind() + " " + problem.place()).toList());
        var links = read("links.jsonl", Links.class);
        assertEquals(1, links.getFirst().members().size() + links.getFirst().parents().size());
    }
}
