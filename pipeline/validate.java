///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/validate/*.java

import discovery.edge.cli.Door;
import discovery.edge.cli.Tally;
import discovery.edge.files.Published;
import discovery.edge.json.Json;
import discovery.edge.json.Yaml;
import discovery.edge.release.Keyring;
import discovery.edge.release.Previous;
import discovery.edge.release.Release;
import discovery.edge.validate.Gate;
import discovery.model.Stage;
import discovery.release.Gates;
import java.nio.file.Files;

/// validate: the gate. What it refuses is not published.
void main(String... args) {
    Door.open(Stage.VALIDATE, args, (night, folder) -> {
        var gates = Yaml.read(night.beside(night.config().gates()), Gates.class);
        var preview = Files.exists(night.folder(Stage.SIGN).resolve(Release.PREVIEW));
        var root = preview ? Keyring.previewRoot() : Keyring.trustedRoot(night.options().root(),
                night.config().root().map(night::beside), night.beside("keys/root.json"));
        var work = Files.createDirectory(folder.resolve("work"));
        var verdict = new Gate(night.folder(Stage.SIGN), night.folder(Stage.RENDER), work, root, night.now(), gates,
                Previous.of(night.out())).look();
        Published.delete(work);
        Files.writeString(folder.resolve("report.json"), Json.pretty(verdict.toTree()));
        Files.writeString(folder.resolve("report.md"), verdict.toMarkdown());
        var tally = Tally.of(night.count(Stage.BUILD), verdict.checks().size());
        return verdict.passed() ? tally : tally.refusing(verdict.refusal());
    });
}
