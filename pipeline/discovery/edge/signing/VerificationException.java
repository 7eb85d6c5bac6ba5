package discovery.edge.signing;

import java.io.Serial;

/// Why metadata is not to be trusted. The message says what was found and then what to do; nothing was changed.
public final class VerificationException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    /// The kinds of refusal, each with what a person can do about it.
    public enum Reason {
        /// The root that the client started from cannot be used.
        UNTRUSTED_ROOT("Restore the trusted root from where you got the program, or name another."),
        /// A file that must be there is not.
        MISSING("Try another mirror, or again in a few minutes."),
        /// A file is longer than the limit or than its signed length.
        TOO_LARGE("Try another mirror; this one does not serve our files."),
        /// A file is not canonical JSON, or lacks a field.
        MALFORMED("Try another mirror; this one damages files or serves something else under their names."),
        /// Too few valid signatures by the keys that the root names.
        SIGNATURE("Do not use these files; try another mirror, and report it if they all say so."),
        /// A file says that it is something else than its name says.
        WRONG_TYPE("Try another mirror, and report this one."),
        /// The metadata follows a later major version of TUF.
        UNSUPPORTED("Update this program."),
        /// A file's time is over.
        EXPIRED("Check this computer's clock; if it is right, try another mirror or wait for the next build."),
        /// Something is older than what this client has seen.
        ROLLBACK("Keep the index that you have; the mirror is behind, try another or try later."),
        /// The sequence number jumps further than builds can explain.
        FAST_FORWARD("Keep the index that you have and report this; a new root will mend it."),
        /// The same sequence number with another content than this client has seen.
        EQUIVOCATION("Keep the index that you have and report both digests."),
        /// A file is not the one that the signed file before it names.
        MIX_AND_MATCH("Try again in a few minutes, or another mirror; this one mixes two builds or damages files.");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }

        /// One sentence that says what to do.
        public String advice() {
            return advice;
        }
    }

    private final Reason reason;
    private final String finding;

    VerificationException(Reason reason, String finding) {
        this.reason = reason;
        this.finding = finding;
    }

    /// What was found and then what to do.
    @Override
    public String getMessage() {
        return finding + " " + reason.advice();
    }

    /// The same finding under another reason, and so with other advice.
    VerificationException as(Reason other) {
        var changed = new VerificationException(other, finding);
        changed.initCause(this);
        return changed;
    }

    /// The kind of refusal, for a program to act on.
    public Reason reason() {
        return reason;
    }
}
