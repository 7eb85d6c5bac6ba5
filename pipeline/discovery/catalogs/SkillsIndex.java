package discovery.catalogs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A `.well-known/agent-skills/index.json` (Agent Skills discovery 0.2.0). A skill whose folder we may hand on is an archive
/// of ours. Any other stays where its author published it: the address is pinned to the commit that we read. Either digest
/// is of the bytes that we read.
final class SkillsIndex {
    static final String FILE = ".well-known/agent-skills/index.json";
    private static final String SCHEMA = "https://schemas.agentskills.io/discovery/0.2.0/schema.json";

    private SkillsIndex() {}

    /// The best skills of a list; of two that would get the same folder, the first.
    ///
    /// @param path of the document from the site's root, to which its own addresses are relative
    static String of(Setting setting, String path, List<Offer> offers) {
        var up = "../".repeat((int) path.chars().filter(letter -> letter == '/').count());
        var skills = new ArrayList<Map<String, Object>>();
        var names = new HashSet<String>();
        for (var offer : offers) {
            if (skills.size() < Most.SKILLS && names.add(offer.skillName())) {
                skills.add(skill(setting, up, offer));
            }
        }
        return Text.document(Map.of("$schema", SCHEMA), "skills", skills);
    }

    private static Map<String, Object> skill(Setting setting, String up, Offer offer) {
        var file = offer.path().isEmpty() ? "SKILL.md" : offer.path() + "/SKILL.md";
        var skill = new LinkedHashMap<String, Object>();
        skill.put("name", offer.skillName());
        var archive = Optional.ofNullable(setting.archives().get(offer.id()));
        skill.put("type", archive.isPresent() ? "archive" : "skill-md");
        skill.put("description", offer.description());
        skill.put("url", archive.map(sha256 -> up + Setting.archive(sha256))
                .orElseGet(() -> Source.raw(setting.raw(), offer.place(), offer.commit(), file)));
        skill.put("digest", "sha256:" + archive.orElse(offer.sha256()));
        // Readers ignore what they don't know. The whole folder is here, for skills that are more than one file.
        skill.put("source", Source.tree(setting.web(), offer.place(), offer.commit(), offer.path()));
        skill.put("score", offer.score());
        return skill;
    }
}
