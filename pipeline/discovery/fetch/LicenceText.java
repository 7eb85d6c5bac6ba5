package discovery.fetch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Well-known licences by the words that they begin with, for files of which GitHub says nothing.
final class LicenceText {
    private static final int BEGINNING = 2_000;
    private static final Map<String, Pattern> WORDS = new LinkedHashMap<>();

    static {
        put("AGPL-3.0", "gnu affero general public license\\s+version 3");
        put("LGPL-3.0", "gnu lesser general public license\\s+version 3");
        put("GPL-3.0", "gnu general public license\\s+version 3");
        put("GPL-2.0", "gnu general public license\\s+version 2");
        put("Apache-2.0", "apache license\\s+version 2\\.0|apache-2\\.0");
        put("MPL-2.0", "mozilla public license,? version 2\\.0");
        put("BSD-3-Clause", "bsd 3-clause");
        put("BSD-2-Clause", "bsd 2-clause");
        put("CC0-1.0", "cc0 1\\.0 universal|creative commons zero");
        put("CC-BY-SA-4.0", "attribution-sharealike 4\\.0 international");
        put("CC-BY-4.0", "attribution 4\\.0 international");
        put("Unlicense", "this is free and unencumbered software");
        put("ISC", "isc license");
        put("MIT", "mit license|permission is hereby granted, free of charge");
    }

    private LicenceText() {}

    private static void put(String id, String words) {
        WORDS.put(id, Pattern.compile(words));
    }

    /// SPDX id of the licence; empty for a text that is not known.
    static Optional<String> id(String text) {
        var beginning = Texts.lower(text.substring(0, Math.min(BEGINNING, text.length())));
        return WORDS.entrySet().stream()
                .filter(each -> each.getValue().matcher(beginning).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
