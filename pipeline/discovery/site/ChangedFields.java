package discovery.site;

import java.util.List;
import java.util.stream.Collectors;

/// Names of an entry's fields as a reader knows them, where ours are those of programs.
final class ChangedFields {
    private ChangedFields() {}

    /// What changed: each thing once, and what only follows from it left out, unless there is nothing else.
    ///
    /// @param fields as the dump calls them
    static String told(List<String> fields, Printer printer) {
        var told = fields.stream()
                .map(field -> switch (field) {
                    case "slug" -> printer.say("field.address");
                    case "place" -> printer.say("field.repository");
                    case "sha256", "gist" -> printer.say("field.text");
                    case "blob", "commit", "formerly", "provenance", "slot" -> "";
                    default -> field;
                })
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? String.join(", ", fields) : told;
    }

    /// The same of fields that were joined with commas.
    static String told(String fields, Printer printer) {
        return told(List.of(fields.split(", ", -1)), printer);
    }
}
