package discovery.site;

/// What the site looks like and says: the templates, assets and sentences of `site-templates/`.
public interface Theme {
    /// The page that a template makes of a model, as UTF-8. Names that end in `.xml` escape for XML, in `.txt` not at
    /// all, all others for HTML.
    byte[] page(String template, Object model);

    /// An asset as it is, `style.css` for instance.
    byte[] asset(String name);

    /// A sentence or a word of `messages.properties`.
    String message(String key);
}
