package discovery.site;

import discovery.model.Row;

/// An entry in the words of schema.org, as JSON-LD. `Json` leaves no character in it that could end a script.
final class Linked {
    private Linked() {}

    static String of(Row row, Card card, Night night) {
        var content = row.content();
        var json = new Json().object()
                .key("@context").text("https://schema.org")
                .key("@type").text("SoftwareSourceCode")
                .key("name").text(card.name())
                .key("identifier").text(card.id());
        night.siteUrl().ifPresent(url -> json.key("url").text(url + card.path()));
        if (!card.summary().isEmpty()) {
            json.key("description").text(card.summary());
        }
        Links.repository(content.place()).ifPresent(address -> json.key("codeRepository").text(address));
        if (!content.licence().isBlank()) {
            json.key("license").text(card.licence());
        }
        if (!content.version().isBlank()) {
            json.key("version").text(Plain.cut(content.version(), 60));
        }
        return json.endObject().text();
    }
}
