package discovery.site;

import discovery.model.Kind;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// Makes pages of models and counts them.
final class Printer {
    /// The pages that the navigation leads to.
    enum Section {
        BROWSE("browse"),
        CHANGES("changes"),
        STATISTICS("statistics"),
        STATUS("status"),
        HOW("how"),
        VERIFY("verify"),
        NONE("");

        private final String word;

        Section(String word) {
            this.word = word;
        }
    }

    private final Night night;
    private final Theme theme;
    private final Pages pages;
    private final Frame.Assets assets;
    private final Map<Section, List<Frame.Door>> doors = new EnumMap<>(Section.class);
    private long written;
    private long bytes;
    private final long most;
    private final Models models;

    /// @param most bytes of the whole site
    Printer(Night night, Theme theme, Pages pages, long most) {
        this.most = most;
        this.night = night;
        this.theme = theme;
        this.pages = pages;
        models = new Models(pages.secret().orElse(0));
        // For who builds something else with it; our own page has it joined to what shows results.
        asset("search.js");
        assets = new Frame.Assets(
                asset("style.css"), asset("more.css"), asset("site.js"), joined("find.js", "search.js", "find.js"),
                asset("compare.js"),
                asset("record.js"), asset("away.js"),
                asset("favicon.svg"));
    }

    /// A frame for a page that changes only when its content does.
    Frame frame(String path, String title, String description, Section section) {
        return frame(path, title, description, section, "");
    }

    /// A frame for a page that is new every night, and says of which.
    Frame nightly(String path, String title, String description, Section section) {
        return frame(path, title, description, section, night.version() + " · " + night.day());
    }

    private Frame frame(String path, String title, String description, Section section, String stamp) {
        var canonical = night.siteUrl()
                .map(url -> url + (path.equals("index.html") ? "" : path))
                .orElse("");
        return new Frame(
                night.title(),
                "../".repeat(slashes(path)),
                title,
                description,
                canonical,
                stamp,
                !path.equals("index.html") && !path.equals("search.html"),
                night.sampleKeys(),
                night.siteUrl().isPresent(),
                doors(section),
                assets);
    }

    private static int slashes(String path) {
        var slashes = 0;
        for (var at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            slashes++;
        }
        return slashes;
    }

    /// The frame of a page that a host shows under any address: all its links start at the host's root.
    Frame anywhere(Frame frame) {
        var root = night.siteUrl()
                .map(url -> url.substring(url.indexOf('/', url.indexOf("//") + 2)))
                .orElse(frame.root());
        return new Frame(
                frame.site(), root, frame.title(), frame.description(), "", frame.stamp(), frame.find(),
                frame.sample(), frame.absolute(), frame.doors(), frame.assets());
    }

    private List<Frame.Door> doors(Section here) {
        return doors.computeIfAbsent(here, this::made);
    }

    private List<Frame.Door> made(Section here) {
        return Arrays.stream(Section.values())
                .filter(section -> section != Section.NONE)
                .map(section -> new Frame.Door(
                        section.word + ".html", theme.message("door." + section.word), section == here))
                .toList();
    }

    /// A page, unless it is there, made of the same.
    void page(String path, String template, Object model) {
        if (pages.secret().isEmpty()) {
            made(path, template, model);
        } else {
            unless(path, models.mark(template, model), () -> made(path, template, model));
        }
    }

    /// A page, whatever is there.
    void made(String path, String template, Object model) {
        file(path, theme.page(template, model));
    }

    /// A file that is packed, unless it is there, made of the same.
    void packed(String path, byte[] plain) {
        if (pages.secret().isEmpty()) {
            file(path, Octets.packed(plain));
        } else {
            unless(path, models.mark(plain), () -> file(path, Octets.packed(plain)));
        }
    }

    /// A file of the search: all but its table are packed.
    void maybePacked(String path, byte[] plain) {
        if (path.endsWith(".bin")) {
            packed(path, plain);
        } else {
            file(path, plain);
        }
    }

    void file(String path, byte[] content) {
        pages.write(path, content);
        count(content);
    }

    /// A file with the content of one that is written already.
    void again(String path, String first, byte[] content) {
        pages.again(path, first, content);
        count(content);
    }

    /// Makes the files of one thing, unless they are there, made of the same.
    void unless(String name, long of, Runnable making) {
        pages.unless(name, of, making).ifPresent(kept -> count(kept.files(), kept.bytes()));
    }

    private void count(byte[] content) {
        count(1, content.length);
    }

    private void count(long files, long more) {
        written += files;
        bytes += more;
        if (bytes > most) {
            throw new IllegalStateException(
                    "the site is larger than %,d bytes, `bytes` of site.yaml; raise it where the host carries more"
                            .formatted(most));
        }
    }

    String say(String key) {
        return theme.message(key);
    }

    /// The kind in the plural, as headings have it.
    String plural(Kind kind) {
        return theme.message("kinds." + kind);
    }

    Night night() {
        return night;
    }

    long written() {
        return written;
    }

    long bytes() {
        return bytes;
    }

    /// Writes the asset; its name gets a mark of its content, so that no cache keeps an old one beside new pages.
    String asset(String name) {
        return asset(name, name.endsWith(".svg") ? theme.asset(name) : compact(theme.asset(name)));
    }

    /// One file of several: what is always fetched together packs better together.
    private String joined(String name, String... parts) {
        var content = new Octets();
        for (var part : parts) {
            content.all(compact(theme.asset(part)));
        }
        return asset(name, content.bytes());
    }

    private String asset(String name, byte[] content) {
        file("assets/" + name, content);
        var mark = new CRC32();
        mark.update(content);
        return "assets/" + name + "?" + Long.toHexString(mark.getValue());
    }

    /// Writes an asset under another path, where the path says what it is for.
    void asset(String name, String path) {
        file(path, name.endsWith(".mjs") ? theme.asset(name) : compact(theme.asset(name)));
    }

    /// A script or style without indentation and without the lines that are comments: who reads it reads the source,
    /// who waits for it waits less.
    private static byte[] compact(byte[] content) {
        var out = new Octets();
        for (var from = 0; from < content.length; ) {
            var to = from;
            while (to < content.length && content[to] != '\n') {
                to++;
            }
            while (from < to && content[from] == ' ') {
                from++;
            }
            if (from < to && !(content[from] == '/' && (content[from + 1] == '/' || content[from + 1] == '*'))) {
                out.all(Arrays.copyOfRange(content, from, to)).octet('\n');
            }
            from = to + 1;
        }
        return out.bytes();
    }
}
