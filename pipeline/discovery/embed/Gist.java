package discovery.embed;

import discovery.model.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What a markdown body is about, without reading it all: its headings, each followed by the first sentences beneath
/// it, in the order of the document. Code, tables, comments and sections on installing and licensing are left out.
///
/// It reads markdown by line, as a person skims; where CommonMark would see it otherwise, the gist is a little worse
/// and nothing breaks.
final class Gist {
    /// How far into a body we read, in UTF-16 units.
    private static final int READ = 32_768;

    /// Prose beneath one heading, in UTF-16 units.
    private static final int SECTION = 240;

    /// Headings whose section does not say what the thing does (or says what it does not do, which a vector would take
    /// for the contrary), as `Plain.words` spells them.
    private static final Set<String> BOILERPLATE = Set.of(
            " acknowledgements ",
            " acknowledgments ",
            " author ",
            " authors ",
            " changelog ",
            " contents ",
            " contributing ",
            " contributors ",
            " credits ",
            " do not use this skill when ",
            " do not use when ",
            " install ",
            " installation ",
            " installing ",
            " licence ",
            " license ",
            " limitations ",
            " prerequisites ",
            " references ",
            " related ",
            " requirements ",
            " see also ",
            " setup ",
            " sponsors ",
            " star history ",
            " support ",
            " table of contents ",
            " toc ",
            " when not to use ",
            " when not to use this skill ");

    /// Headings that say nothing themselves; what stands beneath them does.
    private static final Set<String> SILENT = Set.of(
            " about ",
            " description ",
            " instructions ",
            " introduction ",
            " overview ",
            " purpose ",
            " quick start ",
            " quickstart ",
            " use this skill when ",
            " use when ",
            " when to use ",
            " when to use this skill ");

    private static final Pattern HEADING = Pattern.compile("(#{1,6})(?:\\s+(.*))?");
    private static final Pattern FENCE = Pattern.compile("(`{3,}+(?=[^`]*+$)|~{3,}+).*");
    private static final Pattern UNDERLINE = Pattern.compile("=++|-++");
    private static final Pattern ITEM = Pattern.compile("(?:[-*+]|\\d{1,9}[.)])\\s+(?:\\[[ xX]\\]\\s+)?");
    private static final Pattern SKIPPED = Pattern.compile("\\|.*|\\[[^\\[\\]]++\\]:.*|[*_\\s-]{3,}+");
    private static final Pattern ALERT = Pattern.compile("\\[![A-Za-z]++\\]");

    private final List<String> phrases = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private String fence = "";
    private int units;
    private int room = SECTION;
    /// Level of the boilerplate heading that we are under; 0 if we are not.
    private int skipping;

    private Gist() {}

    /// Phrases of plain text, none without a letter or digit, until they have `most` UTF-16 units together or the body
    /// ends.
    static List<String> of(String body, int most) {
        var gist = new Gist();
        var text = withoutComments(Bounds.cut(body, READ));
        // Line by line, because most bodies go on long after there is enough.
        var lines = text.lines().skip(frontMatter(text)).iterator();
        while (gist.units < most && lines.hasNext()) {
            gist.read(lines.next());
        }
        gist.endParagraph();
        return List.copyOf(gist.phrases);
    }

    private static String withoutComments(String body) {
        var text = body.startsWith("\uFEFF") ? body.substring(1) : body;
        if (!text.contains("<!--")) {
            return text;
        }
        var rest = new StringBuilder();
        var from = 0;
        for (var start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", from)) {
            rest.append(text, from, start);
            var end = text.indexOf("-->", start);
            from = end < 0 ? text.length() : end + 3;
        }
        return rest.append(text, from, text.length()).toString();
    }

    /// Its lines; 0 where there is none.
    private static int frontMatter(String text) {
        var lines = text.lines().iterator();
        if (!lines.hasNext() || !lines.next().strip().equals("---")) {
            return 0;
        }
        for (var number = 2; lines.hasNext(); number++) {
            if (lines.next().strip().equals("---")) {
                return number;
            }
        }
        return 0;
    }

    private void read(String raw) {
        var line = raw.strip();
        if (!fence.isEmpty()) {
            if (line.startsWith(fence) && line.chars().allMatch(c -> c == fence.charAt(0))) {
                fence = "";
            }
            return;
        }
        while (line.startsWith(">")) {
            line = line.substring(1).strip();
        }
        if (line.contains("[!")) {
            line = ALERT.matcher(line).replaceAll("");
        }
        // All that is no prose shows by its first sign.
        if (line.isEmpty() || "#`~=-|[*_".indexOf(line.charAt(0)) < 0) {
            readPlain(raw, line);
        } else {
            readMarked(raw, line);
        }
    }

    private void readMarked(String raw, String line) {
        var heading = HEADING.matcher(line);
        var fenced = FENCE.matcher(line);
        if (fenced.matches()) {
            endParagraph();
            fence = fenced.group(1);
        } else if (heading.matches()) {
            endParagraph();
            startSection(heading.end(1), line.substring(heading.end(1)));
        } else if (UNDERLINE.matcher(line).matches() && !paragraph.isEmpty()) {
            var text = paragraph.toString();
            paragraph.setLength(0);
            startSection(line.startsWith("=") ? 1 : 2, text);
        } else if (SKIPPED.matcher(line).matches()) {
            endParagraph();
        } else {
            readPlain(raw, line);
        }
    }

    private void readPlain(String raw, String line) {
        if (line.isEmpty() || isIndentedCode(raw)) {
            endParagraph();
        } else {
            readProse(line);
        }
    }

    private void readProse(String line) {
        var item = ITEM.matcher(line);
        var text = line;
        if (item.lookingAt()) {
            endParagraph();
            text = line.substring(item.end());
        }
        paragraph.append(text).append(' ');
    }

    private boolean isIndentedCode(String raw) {
        return paragraph.isEmpty()
                && (raw.startsWith("    ") || raw.startsWith("\t"))
                && !ITEM.matcher(raw.strip()).lookingAt();
    }

    private void startSection(int level, String markdown) {
        var text = Plain.text(trailing(markdown));
        if (skipping > 0 && level > skipping) {
            return;
        }
        var words = Plain.words(text);
        skipping = BOILERPLATE.contains(words) ? level : 0;
        room = SECTION;
        if (skipping == 0 && !SILENT.contains(words)) {
            add(Plain.cut(text, SECTION));
        }
    }

    /// A heading may be closed by as many `#` as one likes; `C#` keeps its own.
    private static String trailing(String heading) {
        var text = heading.strip();
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == '#') {
            end--;
        }
        return end == 0 || Character.isWhitespace(text.charAt(end - 1)) ? text.substring(0, end) : text;
    }

    private void endParagraph() {
        // A section that is full takes no more: most of a long text is never cleaned.
        if (skipping == 0 && room > 0 && !paragraph.isEmpty()) {
            Plain.sentences(Plain.text(paragraph.toString())).forEach(this::addSentence);
        }
        paragraph.setLength(0);
    }

    private void addSentence(String sentence) {
        // A section's first sentence may be cut; a later one that does not fit would be a scrap.
        var whole = room == SECTION ? Plain.cut(sentence, SECTION) : sentence;
        if (whole.length() <= room) {
            room -= whole.length();
            add(whole);
        } else {
            room = 0;
        }
    }

    private void add(String phrase) {
        if (!Plain.words(phrase).isBlank()) {
            phrases.add(phrase);
            units += phrase.length();
        }
    }
}
