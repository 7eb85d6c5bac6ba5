package discovery.install;

import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Compares what is installed with its receipt and with the index.
public final class Audit {
    private Audit() {}

    /// What can be said of something that is installed.
    public enum What {
        /// A file is not what was installed.
        CHANGED,
        /// A file is gone, or one has come.
        MISSING,
        ADDED,
        /// The publisher of the index, or its registry, has withdrawn the entry.
        REVOKED,
        /// The index knows something now that speaks against it.
        RISKY,
        /// The entry is in the index no more.
        GONE,
        /// The index has a newer version.
        NEWER;

        /// Whether somebody should look: all but news.
        public boolean isAlarm() {
            return switch (this) {
                case CHANGED, MISSING, ADDED, REVOKED, RISKY -> true;
                case GONE, NEWER -> false;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public record Remark(String id, What what, String sentence) {}

    /// @param there   path → SHA-256 of what is there now
    /// @param row     the entry in the index in use; empty: it is not there
    /// @param revoked by the publisher's list
    public static List<Remark> of(
            Receipt receipt, Map<String, String> there, Optional<Row> row, boolean revoked) {
        var remarks = new ArrayList<Remark>();
        receipt.files().forEach((path, sha256) -> {
            if (!there.containsKey(path)) {
                remarks.add(new Remark(receipt.id(), What.MISSING, path + " is gone."));
            } else if (!Objects.equals(there.get(path), sha256)) {
                remarks.add(new Remark(receipt.id(), What.CHANGED, path + " is not what was installed."));
            }
        });
        there.keySet().stream().filter(path -> !receipt.files().containsKey(path)).sorted().forEach(path -> remarks
                .add(new Remark(receipt.id(), What.ADDED, path + " was not there when it was installed.")));
        if (revoked) {
            remarks.add(new Remark(receipt.id(), What.REVOKED, "The publisher of the index has revoked it."));
        }
        if (row.isEmpty()) {
            remarks.add(new Remark(receipt.id(), What.GONE, "The index has it no more."));
            return List.copyOf(remarks);
        }
        var concerns = Concerns.of(row.get());
        var status = row.get().content().status();
        if (status.equals("deleted") || status.equals("deprecated")) {
            remarks.add(new Remark(receipt.id(), What.REVOKED, "Its registry calls it %s.".formatted(status)));
        } else if (concerns.verdict() == Concerns.Verdict.AVOID) {
            remarks.add(new Remark(receipt.id(), What.RISKY, concerns.sentences().getFirst()));
        }
        var content = row.get().content();
        if (!content.sha256().isEmpty() && !content.sha256().equals(receipt.sha256())) {
            remarks.add(new Remark(receipt.id(), What.NEWER, "The index has it at %s.".formatted(content.commit())));
        }
        return List.copyOf(remarks);
    }
}
