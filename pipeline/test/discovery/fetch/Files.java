package discovery.fetch;

import discovery.edge.github.Forges;
import discovery.edge.json.Json;
import discovery.edge.json.MalformedException;
import discovery.model.Facts;
import discovery.model.Observation;

/// Files of a repository `sample/tools`, number 7, as if they had just been read.
final class Files {
    static final Documents DOCUMENTS = Forges.documents();
    static final Repository REPOSITORY = new Repository(7, "sample/tools", "c".repeat(40), "", Facts.NONE);

    private Files() {}

    static RepositoryFile file(FileKind kind, String path, String place, String text) {
        var file = new TreeFile(path, "100644", "b".repeat(40), text.length());
        return new RepositoryFile("source", REPOSITORY, REPOSITORY.commit(), new Wanted(file, kind, place),
                new Content(text, "a".repeat(64), text.length(), true));
    }

    static Observation observation(String line) {
        try {
            return Json.read(line, Observation.class);
        } catch (MalformedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static RepositoryFile skill(String folder, String text) {
        return file(FileKind.SKILL, Texts.join(folder, "SKILL.md"), folder, text);
    }
}
