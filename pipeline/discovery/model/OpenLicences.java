package discovery.model;

import java.util.Set;

/// Licences that let everybody hand on unchanged copies, together with their own text.
public final class OpenLicences {
    /// By their SPDX ids (spdx.org/licenses), without `-only` and `-or-later`.
    private static final Set<String> IDS = Set.of("0BSD", "AGPL-3.0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause",
            "BSL-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "EPL-2.0", "EUPL-1.2", "GPL-2.0", "GPL-3.0", "ISC",
            "LGPL-2.1", "LGPL-3.0", "MIT", "MIT-0", "MPL-2.0", "Unlicense", "Zlib");

    private OpenLicences() {}

    /// @param id as an author or GitHub states it; anything but one of these ids is no permission
    public static boolean allowCopies(String id) {
        return IDS.contains(id.replaceFirst("-(only|or-later)$", ""));
    }
}
