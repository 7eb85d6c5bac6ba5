package discovery.fetch;

import java.util.Set;

/// Something that can be said only when the repositories that it names are known by number and current name.
interface Pending {
    /// Repositories that have numbers.
    interface Known {
        /// The repository of this name, if there is one.
        ///
        /// @param name `owner/name` in any letter case
        Answer<Repository> repository(String name);
    }

    /// Id of the source that it counts for.
    String source();

    /// Every repository that `settle` asks for, `owner/name`.
    Set<String> names();

    /// Those of them whose files are worth reading.
    default Set<String> walked() {
        return Set.of();
    }

    /// Skills that we recommend.
    default Set<WholeFolder.Skill> recommended() {
        return Set.of();
    }

    Reading settle(Known known);
}
