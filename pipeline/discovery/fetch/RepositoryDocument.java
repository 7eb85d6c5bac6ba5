package discovery.fetch;

import discovery.model.Facts;
import discovery.model.Field;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What GitHub says of a repository, in the form of its REST interface (docs.github.com/rest/repos) and in that of the
/// GraphQL fields that `FIELDS` asks for.
public final class RepositoryDocument {
    /// The fields that `ofGraph` reads.
    public static final String FIELDS = """
            databaseId nameWithOwner description homepageUrl licenseInfo{spdxId} primaryLanguage{name} \
            repositoryTopics(first:20){nodes{topic{name}}} stargazerCount forkCount createdAt pushedAt isArchived \
            isFork isPrivate defaultBranchRef{name target{oid}} object(expression:"HEAD:"){oid}""";

    /// Those of them that change without a push, and those that tell whether the others may have changed: under short
    /// names, because most of a night's bytes are these answers.
    public static final String FEW =
            "d:databaseId n:nameWithOwner s:stargazerCount f:forkCount p:pushedAt a:isArchived x:isPrivate";
    /// A field that not every server that speaks this language has.
    public static final String ISSUES = " i:issues(states:OPEN){c:totalCount}";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private RepositoryDocument() {}

    /// Empty when it has no number or no name. The head of its default branch is not in this form.
    public static Optional<Repository> ofRest(Foreign document) {
        var facts = Facts.builder()
                .put(Field.DESCRIPTION, document.text("description"))
                .put(Field.LICENCE, licence(document.at("license").text("spdx_id")))
                .put(Field.HOMEPAGE, document.text("homepage"))
                .put(Field.LANGUAGE, document.text("language"))
                .put(Field.TOPICS, document.texts("topics"))
                .put(Field.STARS, document.text("stargazers_count"))
                .put(Field.FORKS, document.text("forks_count"))
                .put(Field.ISSUES, document.text("open_issues_count"))
                .put(Field.CREATED, day(document.text("created_at")))
                .put(Field.PUSHED, day(document.text("pushed_at")))
                .flag(Field.ARCHIVED, isTrue(document, "archived"))
                .flag(Field.FORK, isTrue(document, "fork"))
                .put(Field.DEFAULT_BRANCH, document.text("default_branch"))
                .build();
        return repository(document.text("id"), document.text("full_name"), "", "", facts);
    }

    public static Optional<Repository> ofGraph(Foreign document) {
        var branch = document.at("defaultBranchRef");
        var facts = Facts.builder()
                .put(Field.DESCRIPTION, document.text("description"))
                .put(Field.LICENCE, licence(document.at("licenseInfo").text("spdxId")))
                .put(Field.HOMEPAGE, document.text("homepageUrl"))
                .put(Field.LANGUAGE, document.at("primaryLanguage").text("name"))
                .put(Field.TOPICS, topics(document))
                .put(Field.STARS, document.text("stargazerCount"))
                .put(Field.FORKS, document.text("forkCount"))
                .put(Field.ISSUES, document.at("i").text("c"))
                .put(Field.CREATED, day(document.text("createdAt")))
                .put(Field.PUSHED, day(document.text("pushedAt")))
                .flag(Field.ARCHIVED, isTrue(document, "isArchived"))
                .flag(Field.FORK, isTrue(document, "isFork"))
                .put(Field.DEFAULT_BRANCH, branch.text("name"))
                .build();
        return repository(document.text("databaseId"), document.text("nameWithOwner"),
                branch.at("target").text("oid").orElse(""), document.at("object").text("oid").orElse(""), facts);
    }

    /// The repository with what `FEW` says of it tonight; empty when something may have changed that `FEW` leaves out.
    ///
    /// @param pushed the instant of the last push when the rest was read
    public static Optional<Repository> refreshed(Repository known, String pushed, Foreign few) {
        var same = few.text("d").equals(Optional.of(Long.toString(known.number())))
                && few.text("n").equals(Optional.of(known.name()))
                && few.text("p").orElse("").equals(pushed);
        return !same ? Optional.empty() : Optional.of(known.with(Facts.builder()
                .put(Field.STARS, few.text("s"))
                .put(Field.FORKS, few.text("f"))
                .put(Field.ISSUES, few.at("i").text("c"))
                .flag(Field.ARCHIVED, isTrue(few, "a"))
                .build()
                .or(known.facts().without(Field.ARCHIVED))));
    }

    /// True for a repository that the token's owner may see and the public may not.
    public static boolean isPrivate(Foreign document) {
        return isTrue(document, "isPrivate") || isTrue(document, "x") || isTrue(document, "private");
    }

    private static Optional<Repository> repository(
            Optional<String> number, Optional<String> name, String commit, String tree, Facts facts) {
        return number.filter(digits -> NUMBER.matcher(digits).matches())
                .flatMap(digits -> name.filter(text -> GitHubLink.ofName(text).isPresent())
                        .map(text -> new Repository(Long.parseLong(digits), text, id(commit), id(tree), facts)));
    }

    private static String id(String text) {
        return ID.matcher(text).matches() ? text : "";
    }

    private static List<String> topics(Foreign document) {
        return document.at("repositoryTopics").at("nodes").items().stream()
                .flatMap(node -> node.at("topic").text("name").stream())
                .toList();
    }

    /// GitHub says `NOASSERTION` of licences that it does not know.
    private static Optional<String> licence(Optional<String> spdx) {
        return spdx.filter(id -> !id.equals("NOASSERTION"));
    }

    private static Optional<String> day(Optional<String> instant) {
        return instant.filter(text -> text.length() >= 10).map(text -> text.substring(0, 10));
    }

    private static boolean isTrue(Foreign document, String key) {
        return document.text(key).equals(Optional.of("true"));
    }
}
