package discovery.build;

import discovery.model.Judgement;
import discovery.model.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The fields of an entry's content by the names that they have in the dump, in the order that they have there.
///
/// The one list of fields: `Dump` writes it, `discovery.diff` compares by it.
public final class Fields {
    private Fields() {}

    /// Every field as a text, a `Long`, a `Boolean`, a list or a map of such; empty ones too.
    public static SequencedMap<String, Object> of(Row.Content content) {
        var fields = new LinkedHashMap<String, Object>(64);
        fields.put("id", content.id());
        fields.put("slot", (long) content.slot());
        fields.put("kind", content.kind().toString());
        fields.put("slug", content.slug());
        fields.put("name", content.name());
        fields.put("title", content.title());
        fields.put("description", content.description());
        fields.put("repository", content.repository());
        fields.put("place", content.place());
        fields.put("path", content.path());
        fields.put("commit", content.commit());
        fields.put("blob", content.blob());
        fields.put("sha256", content.sha256());
        fields.put("licence", content.licence());
        fields.put("version", content.version());
        fields.put("author", content.author());
        fields.put("homepage", content.homepage());
        fields.put("language", content.language());
        fields.put("status", content.status());
        fields.put("archived", content.archived());
        fields.put("fork", content.fork());
        fields.put("tags", content.tags());
        fields.put("categories", content.categories());
        fields.put("gist", content.gist());
        fields.put("tools", content.tools());
        fields.put("events", content.events());
        fields.put("commands", content.commands());
        fields.put("packages", content.packages());
        fields.put("remotes", content.remotes());
        fields.put("members", content.members());
        fields.put("parents", content.parents());
        fields.put("sources", content.sources());
        fields.put("provenance", content.provenance());
        fields.put("original", content.original());
        fields.put("reason", content.reason());
        fields.put("flaws", content.flaws());
        fields.put("verdicts", content.verdicts().stream().map(Fields::of).toList());
        fields.put("findings", content.findings().stream().map(Fields::of).toList());
        fields.put("first_seen", content.firstSeen());
        fields.put("formerly", content.formerly());
        return fields;
    }

    private static SequencedMap<String, Object> of(Judgement.Verdict verdict) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("reader", verdict.reader());
        fields.put("accepts", verdict.accepts());
        fields.put("rules", verdict.rules());
        return fields;
    }

    private static SequencedMap<String, Object> of(Judgement.Finding finding) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("rule", finding.rule());
        fields.put("severity", finding.severity());
        fields.put("line", (long) finding.line());
        fields.put("excerpt", finding.excerpt());
        return fields;
    }

    /// Whether the value says nothing: an empty text, list or map, `false`, 0.
    public static boolean isEmpty(Object value) {
        return value.equals("") || value.equals(false) || value.equals(0L) || value.equals(List.of())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
