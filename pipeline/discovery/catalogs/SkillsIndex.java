package discovery.catalogs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A `.well-known/agent-skills/index.json` (Agent Skills discovery 0.2.0). The file itself stays where its author
/// published it: the address is pinned to the commit that we read, and the digest is of the bytes that we read.
final class SkillsIndex {
    static final String FILE = ".well-known/agent-skills/index.json";
    private static final String SCHEMA = "https://schemas.agentskills.io/discovery/0.2.0/schema.json";

    private SkillsIndex() {}

    /// The best skills of a list; of two that would get the same folder, the first.
    static String of(Setting setting, List<Offer> offers) {
        var skills = new ArrayList<Map<String, Object>>();
        var names = new HashSet<String>();
        for (var offer : offers) {
            if (skills.size() < Most.SKILLS && names.add(offer.skillName())) {
                skills.add(skill(setting, offer));
            }
        }
        return Text.document(Map.of("$schema", SCHEMA), "skills", skills);
    }

    private static Map<String, Object> skill(Setting setting, Offer offer) {
        var file = offer.path().isEmpty() ? "SKILL.md" : offer.path() + "/SKILL.md";
        var skill = new LinkedHashMap<String, Object>();
        skill.put("name", offer.skillName());
        skill.put("type", "skill-md");
        skill.put("description", offer.description());
        skill.put("url", Source.raw(setting.raw(), offer.place(), offer.commit(), file));
        skill.put("digest", "sha256:" + offer.sha256());
        // Readers ignore what they don't know. The whole folder is here, for skills that are more than one file.
        skill.put("source", Source.tree(setting.web(), offer.place(), offer.commit(), offer.path()));
        skill.put("score", offer.score());
        return skill;
    }
}
