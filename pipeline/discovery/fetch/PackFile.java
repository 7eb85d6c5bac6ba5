package discovery.fetch;

import discovery.fetch.Answer.Found;
import discovery.model.Facts;
import discovery.model.Field;
import discovery.model.Key;
import discovery.model.Kind;
import discovery.model.Observation;
import discovery.model.Place;
import discovery.model.Problem;
import discovery.model.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A curated pack of ours: `name`, `title`, `description`, `category`, and `members`, each
/// `{kind: skill, repository: owner/name, path: …}` or, for what only a registry knows, `{kind: mcp-server, name: …}`.
final class PackFile {
    private PackFile() {}

    /// @param file name of the file, for problems
    static Reading read(String source, String file, String text, Documents documents) {
        var parsed = documents.yaml(text);
        if (!(parsed instanceof Found<Object>(var value))) {
            return Reading.of(new Problem(ProblemKind.INVALID_YAML, source, file, parsed.sentence()));
        }
        var pack = new Foreign(value);
        var name = pack.text("name").orElse("");
        if (name.isEmpty()) {
            return Reading.of(new Problem(ProblemKind.NAME_MISSING, source, file, "has no `name`"));
        }
        var facts = Facts.builder()
                .put(Field.NAME, name)
                .put(Field.TITLE, pack.text("title"))
                .put(Field.DESCRIPTION, pack.text("description"))
                .put(Field.CATEGORIES, pack.texts("category"))
                .put(Field.KEYWORDS, pack.texts("keywords"))
                .put(Field.TEXT, pack.text("text"))
                .build();
        var members = new ArrayList<Member>();
        var problems = new ArrayList<Problem>();
        for (var item : pack.at("members").items()) {
            var member = member(item);
            member.ifPresentOrElse(members::add, () -> problems.add(new Problem(ProblemKind.INVALID_SHAPE, source, file,
                    "has a member without `kind`, or without `repository` or `name`")));
        }
        return Reading.of(new Pack(source, file, name, facts, members), problems);
    }

    /// @param repository `owner/name`; empty for what only a registry knows
    private record Member(Kind kind, String repository, String path) {}

    private static Optional<Member> member(Foreign item) {
        var repository = item.text("repository").flatMap(GitHubLink::ofName).map(GitHubLink::name);
        return item.text("kind").flatMap(Kind::of).flatMap(kind -> repository.isPresent()
                ? Paths.clean(item.text("path").orElse("")).map(path -> new Member(kind, repository.get(), path))
                : item.text("name").map(name -> new Member(kind, "", name)));
    }

    private record Pack(String source, String file, String name, Facts facts, List<Member> members) implements Pending {
        @Override
        public Set<String> names() {
            return members.stream()
                    .map(Member::repository)
                    .filter(repository -> !repository.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Set<String> walked() {
            return names();
        }

        @Override
        public Set<WholeFolder.Skill> recommended() {
            return members.stream()
                    .filter(member -> member.kind() == Kind.SKILL && !member.repository().isEmpty())
                    .map(member -> new WholeFolder.Skill(member.repository(), member.path()))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Reading settle(Known known) {
            var problems = new ArrayList<Problem>();
            var keys = new ArrayList<String>();
            for (var member : members) {
                if (member.repository().isEmpty()) {
                    keys.add(new Key(member.kind(), 0, member.path()).toString());
                    continue;
                }
                var answer = known.repository(member.repository());
                if (answer.found().isEmpty()) {
                    problems.add(Mentions.dead(source, file, "a member", member.repository(), answer));
                }
                answer.found().ifPresent(
                        repository -> keys.add(new Key(member.kind(), repository.number(), member.path()).toString()));
            }
            var all = facts.or(Facts.builder().put(Field.MEMBERS, keys).build());
            return Reading.of(List.of(Observation.of(source, Kind.PACK, Place.named(name), all)), problems);
        }
    }
}
