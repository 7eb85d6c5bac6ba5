package discovery.site;

import java.util.List;

/// What the layout needs around every page.
///
/// @param root      the way from the page to the site's root: empty, `../`, …
/// @param canonical the page's public address, or empty where the site's is not known
/// @param stamp     version and day of the build, on pages that change every night; empty on those of entries and
///                  lists, so that what did not change keeps its bytes
/// @param find      whether the header has the search field; the home and search pages have their own
/// @param sample    signed with published keys
/// @param assets    the assets' names with a mark of their content
record Frame(
        String site,
        String root,
        String title,
        String description,
        String canonical,
        String stamp,
        boolean find,
        boolean sample,
        boolean absolute,
        List<Door> doors,
        Assets assets) {

    /// One link of the navigation.
    record Door(String path, String label, boolean current) {}

    record Assets(String style, String more, String script, String find, String compare, String record, String away,
            String icon) {}
}
