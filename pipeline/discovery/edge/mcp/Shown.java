package discovery.edge.mcp;

import discovery.edge.sqlite.FullText.Listing;
import discovery.install.Concerns;
import discovery.install.Way;
import discovery.model.Bounds;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Entries as the fields of an answer, every text cut.
final class Shown {
    private static final int SHORT = 200;
    private static final int LONG = 1_000;
    private static final int LIST = 20;

    private Shown() {}

    static Map<String, Object> hit(Listing hit) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", hit.id());
        fields.put("kind", hit.kind().toString());
        fields.put("slug", hit.slug());
        fields.put("name", Bounds.cut(hit.name(), SHORT));
        fields.put("description", Bounds.cut(hit.description(), 300));
        fields.put("place", hit.place());
        fields.put("stars", hit.stars());
        fields.put("score", hit.score());
        return fields;
    }

    static Map<String, Object> entry(Row row) {
        var content = row.content();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", content.id());
        fields.put("kind", content.kind().toString());
        fields.put("slug", content.slug());
        fields.put("formerly", texts(content.formerly()));
        fields.put("name", Bounds.cut(content.name(), SHORT));
        fields.put("title", Bounds.cut(content.title(), SHORT));
        fields.put("description", Bounds.cut(content.description(), LONG));
        fields.put("gist", Bounds.cut(content.gist(), LONG));
        fields.put("place", content.place());
        fields.put("path", content.path());
        fields.put("commit", content.commit());
        fields.put("sha256", content.sha256());
        fields.put("licence", Bounds.cut(content.licence(), SHORT));
        fields.put("version", Bounds.cut(content.version(), SHORT));
        fields.put("author", Bounds.cut(content.author(), SHORT));
        fields.put("homepage", Bounds.cut(content.homepage(), SHORT));
        fields.put("status", content.status());
        fields.put("archived", content.archived());
        fields.put("categories", texts(content.categories()));
        fields.put("tags", texts(content.tags()));
        fields.put("tools", texts(content.tools()));
        fields.put("commands", texts(content.commands()));
        fields.put("packages", texts(content.packages()));
        fields.put("remotes", texts(content.remotes()));
        fields.put("members", texts(content.members()));
        fields.put("parents", texts(content.parents()));
        fields.put("sources", texts(content.sources()));
        fields.put("original", content.original());
        fields.put("stars", row.numbers().stars());
        fields.put("score", row.numbers().score());
        return fields;
    }

    static Map<String, Object> checked(Row row) {
        var concerns = Concerns.of(row);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", row.content().id());
        fields.put("verdict", concerns.verdict().toString());
        fields.put("concerns", texts(concerns.sentences()));
        var findings = new ArrayList<Map<String, Object>>();
        for (var finding : row.content().findings().stream().limit(LIST).toList()) {
            var each = new LinkedHashMap<String, Object>();
            each.put("rule", finding.rule());
            each.put("severity", finding.severity());
            each.put("line", (long) finding.line());
            each.put("excerpt", Bounds.cut(finding.excerpt(), SHORT));
            findings.add(each);
        }
        fields.put("findings", findings);
        fields.put("flaws", texts(row.content().flaws()));
        fields.put("commit", row.content().commit());
        fields.put("sha256", row.content().sha256());
        return fields;
    }

    static Map<String, Object> instructions(Row row) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", row.content().id());
        fields.put("ways", Way.of(row.content()).stream()
                .<Map<String, Object>>map(way -> Map.of("client", way.client(), "text", way.text())).toList());
        fields.put("check", checked(row));
        return fields;
    }

    private static List<String> texts(List<String> texts) {
        return texts.stream().limit(LIST).map(text -> Bounds.cut(text, SHORT)).toList();
    }
}
