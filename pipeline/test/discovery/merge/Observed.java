package discovery.merge;

import discovery.model.Config;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.SourceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A small vocabulary for what sources say, and the pure half of merging run over it.
final class Observed {
    static final Digest DIGEST = text -> "%064x".formatted(new java.math.BigInteger(1, sha256(text)));
    static final Precedence PRECEDENCE = new Precedence(
            List.of(Witness.FILE, Witness.REGISTRY, Witness.LISTING, Witness.REPOSITORY, Witness.LIST),
            Map.of(), List.of(Field.KEYWORDS, Field.CATEGORIES, Field.TOPICS));
    static final Config CONFIG = config(
            source("topics", SourceKind.GITHUB_TOPICS), source("list", SourceKind.LIST),
            source("other-list", SourceKind.LIST), source("registry", SourceKind.MCP_REGISTRY));

    private Observed() {}

    private static byte[] sha256(String text) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(
                    text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Config.Source source(String id, SourceKind kind) {
        return new Config.Source(id, kind, Optional.of(true), false, false, Optional.empty(), List.of(), List.of(),
                List.of(), Optional.empty(), List.of(), 0, 0, 0, 0, Optional.empty(), Optional.empty());
    }

    static Config config(Config.Source... sources) {
        return new Config(1, "test", Optional.empty(), Optional.empty(), List.of(), Optional.empty(),
                Optional.empty(), List.of(), Optional.empty(), "merge.yaml", "categories.yaml", "score.yaml",
                "safety.yaml",
                "gates.yaml", "infra.yaml", Arrays.asList(sources));
    }

    static Observation repository(String source, long number, String name, Facts facts) {
        return Observation.ofRepository(source, Place.of(number, name), facts);
    }

    static Observation thing(String source, Kind kind, long number, String name, String path, Facts facts) {
        return Observation.of(source, kind, new Place(number, name, path, "", ""), facts);
    }

    static Facts named(String name) {
        return Facts.builder().put(Field.NAME, name).build();
    }

    /// A file with this text.
    static Facts file(String name, String text) {
        return Facts.builder()
                .put(Field.NAME, name)
                .put(Field.TEXT, text)
                .put(Field.SHA256, DIGEST.of(text))
                .build();
    }

    /// What `Grouping` makes of observations, sorted and without repetition as the edge hands them over.
    static List<Thing> things(List<Observation> observations) {
        var things = new ArrayList<Thing>();
        var grouping = new Grouping(PRECEDENCE, CONFIG, things::add, containment -> {});
        observations.stream().distinct()
                .sorted(Observation.ORDER.thenComparing(each -> each.facts().toString()))
                .forEach(grouping::accept);
        grouping.finish();
        return things;
    }
}
