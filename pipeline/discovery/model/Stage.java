package discovery.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The stages of a night, in their order. A stage reads the folders of those that it needs and writes one folder.
public enum Stage {
    FETCH("fetch", "ask every source what it has, and write down what it said", List.of()),
    MERGE("merge", "make one entry of everything that was said of one thing", List.of(FETCH)),
    SCORE("score", "judge every entry in parts, with evidence, and look for what is unsafe", List.of(MERGE)),
    EMBED("embed", "make a vector of every new text, and keep those of the rest", List.of(MERGE)),
    BUILD("build", "write the index: skills.jsonl, skills.db and embeddings.bin", List.of(MERGE, SCORE, EMBED)),
    DIFF("diff", "compare with the last release: patches for clients, changes for people", List.of(FETCH, BUILD)),
    RENDER("site", "make the site's pages from the index", List.of(FETCH, MERGE, BUILD, DIFF)),
    SIGN("release", "put the release together and sign it", List.of(FETCH, BUILD, DIFF, RENDER)),
    VALIDATE("validate", "open the signed release as a client would, and refuse a broken one", List.of(SIGN, RENDER)),
    PUBLISH("publish", "lay out what goes to GitHub Releases, Pages and jsDelivr", List.of(SIGN, RENDER, VALIDATE));

    private final String folder;
    private final String purpose;
    private final List<Stage> needs;

    Stage(String folder, String purpose, List<Stage> needs) {
        this.folder = folder;
        this.purpose = purpose;
        this.needs = needs;
    }

    /// The stage with this word; empty for any other text.
    public static Optional<Stage> of(String word) {
        return Arrays.stream(values()).filter(stage -> stage.toString().equals(word)).findFirst();
    }

    /// The folder under OUT that it writes.
    public String folder() {
        return folder;
    }

    /// What it does, as the end of «This stage is there to …».
    public String purpose() {
        return purpose;
    }

    public List<Stage> needs() {
        return needs;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
