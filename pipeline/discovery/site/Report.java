package discovery.site;

/// Addresses of forms on GitHub that are filled in already.
final class Report {
    private Report() {}

    /// Empty where the index's own repository is not known.
    static String of(Night night, String title, String body) {
        return night.repository()
                .map(repository -> "https://github.com/%s/issues/new?title=%s".formatted(
                        repository, Links.encoded(title, false))
                        + (body.isEmpty() ? "" : "&body=" + Links.encoded(body, false)))
                .orElse("");
    }
}
