///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES discovery/edge/cli/*.java discovery/edge/sign/*.java

import discovery.edge.cli.Door;
import discovery.edge.cli.Tally;
import discovery.edge.sign.NewKeys;
import discovery.edge.sign.Revoking;
import discovery.edge.sign.Rotating;
import discovery.edge.sign.Signing;
import discovery.model.Stage;
import java.util.List;

/// sign: the release is put together and signed. `--init` makes the keys that a new index needs; `--rotate`
/// changes them; `--revoke` hides entries in
/// every build that clients have.
void main(String... args) {
    if (List.of(args).contains("--init")) {
        System.exit(NewKeys.run(args));
    }
    if (List.of(args).contains("--rotate")) {
        System.exit(Rotating.run(args));
    }
    if (List.of(args).stream().anyMatch(word -> word.startsWith("--revoke"))) {
        System.exit(Revoking.run(args));
    }
    Door.open(Stage.SIGN, args, (night, folder) -> {
        var signing = new Signing(night);
        var manifest = signing.into(folder, signing.keyring());
        return Tally.of(manifest.stats().total(), Signing.files(folder));
    });
}
