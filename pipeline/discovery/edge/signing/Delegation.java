package discovery.edge.signing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one thing that `targets.json` leaves to another key: the list of what is hidden. Whoever has this key and those of
/// snapshot and timestamp can hide an entry, but can sign no build.
final class Delegation {

    /// The role's name: its file is `VERSION.revoked.json`.
    static final String ROLE = "revoked";
    /// The one target that it may sign.
    static final String TARGET = "revoked-now.json";
    static final int MAX_BYTES = 64 * 1024;

    private Delegation() {
    }

    /// What stands in `targets.json`.
    static Json to(SigningKey key) {
        var keyIds = new Json.Items(List.of(new Json.Text(key.keyId())));
        var role = Json.object(
                Map.of("name", new Json.Text(ROLE), "keyids", keyIds, "threshold", new Json.Whole(1), "terminating",
                        new Json.Truth(true), "paths", new Json.Items(List.of(new Json.Text(TARGET)))));
        return Json.object(
                Map.of("keys", Json.object(Map.of(key.keyId(), key.tufKey())), "roles",
                        new Json.Items(List.of(role))));
    }

    /// Who may sign the list; empty where `targets.json` leaves it to nobody. Other roles are not followed.
    static Optional<Signers> in(Metadata targets) throws VerificationException {
        if (!targets.signed().members().containsKey("delegations")) {
            return Optional.empty();
        }
        var delegations = targets.signed().fields("delegations");
        for (var item : delegations.items("roles")) {
            var role = Fields.of(delegations.place() + ", a role", item);
            if (role.text("name").equals(ROLE)) {
                return Optional.of(Root.signers("the role " + ROLE, delegations.fields("keys"), role));
            }
        }
        return Optional.empty();
    }
}
