package discovery.build;

import discovery.model.Bounds;
import discovery.model.Entry;
import discovery.model.Field;
import discovery.model.Judgement;
import discovery.model.Member;
import discovery.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Published rows from what the stages before found out. Every foreign text is cleaned here for display (`Display`).
public final class Rows {
    /// Most tags of an entry.
    public static final int TAGS = 30;

    private Rows() {}

    /// The row of an entry.
    ///
    /// @param judgement  of the same entry
    /// @param member     its place in its family; empty: it has no copies and is none
    /// @param categories ids of our taxonomy
    /// @param parents    ids of what contains the entry
    /// @param memberIds  ids of what it contains
    /// @throws IllegalArgumentException when the judgement or the member is another entry's
    public static Row of(
            Entry entry,
            Judgement judgement,
            Optional<Member> member,
            List<String> categories,
            List<String> parents,
            List<String> memberIds) {
        var strangers = Stream.concat(Stream.of(judgement.id()), member.map(Member::id).stream())
                .filter(id -> !id.equals(entry.id()))
                .toList();
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException("what is said of `%s` is not of `%s`".formatted(
                    strangers.getFirst(), entry.id()));
        }
        return new Row(
                content(entry, judgement, member, categories, parents, memberIds),
                numbers(entry, judgement, member));
    }

    private static Row.Content content(
            Entry entry,
            Judgement judgement,
            Optional<Member> member,
            List<String> categories,
            List<String> parents,
            List<String> memberIds) {
        var place = entry.place();
        return new Row.Content(
                entry.id(),
                entry.slot(),
                entry.kind(),
                entry.slug(),
                name(entry),
                text(entry, Field.TITLE),
                text(entry, Field.DESCRIPTION),
                place.repository(),
                Display.exact(place.name()),
                Display.exact(place.path()),
                place.commit(),
                place.blob(),
                text(entry, Field.SHA256),
                text(entry, Field.LICENCE),
                text(entry, Field.VERSION),
                text(entry, Field.AUTHOR),
                homepage(entry),
                text(entry, Field.LANGUAGE),
                text(entry, Field.STATUS),
                entry.facts().flag(Field.ARCHIVED),
                entry.facts().flag(Field.FORK),
                tags(entry),
                sorted(categories),
                entry.facts().text(Field.TEXT).map(Gist::of).orElse(""),
                texts(entry, Field.TOOLS),
                texts(entry, Field.EVENTS),
                texts(entry, Field.COMMAND_LINES),
                texts(entry, Field.PACKAGES),
                texts(entry, Field.REMOTES),
                sorted(memberIds),
                sorted(parents),
                sorted(entry.sources()),
                provenance(entry),
                member.map(Member::original).orElse(""),
                member.map(Member::reason).map(Display::clean).orElse(""),
                texts(entry, Field.FLAWS),
                judgement.verdicts(),
                judgement.findings().stream().map(Rows::shown).toList(),
                entry.firstSeen(), entry.formerly());
    }

    private static Row.Numbers numbers(Entry entry, Judgement judgement, Optional<Member> member) {
        return new Row.Numbers(
                number(entry, Field.STARS),
                number(entry, Field.FORKS),
                number(entry, Field.ISSUES),
                day(entry, Field.CREATED),
                day(entry, Field.PUSHED),
                entry.facts().text(Field.TEXT).map(Rows::words).orElse(-1L),
                judgement.score(),
                judgement.parts().stream().map(part -> part.value().orElse(-1)).toList(),
                member.map(Member::copies).orElse(-1));
    }

    /// What the entry calls itself; its slug where nothing of that can be seen.
    private static String name(Entry entry) {
        var name = Display.clean(entry.name(), Bounds.NAME);
        return name.isEmpty() ? entry.slug() : name;
    }

    private static String text(Entry entry, Field field) {
        return entry.facts().text(field).map(Display::clean).orElse("");
    }

    /// Only addresses of the web: whoever shows the row may make a link of it.
    private static String homepage(Entry entry) {
        var address = entry.facts().text(Field.HOMEPAGE).map(Display::exact).map(String::strip).orElse("");
        return address.regionMatches(true, 0, "https://", 0, 8) || address.regionMatches(true, 0, "http://", 0, 7)
                ? address
                : "";
    }

    private static List<String> texts(Entry entry, Field field) {
        return entry.facts().list(field).stream()
                .map(Display::clean)
                .filter(Predicate.not(String::isEmpty))
                .distinct()
                .toList();
    }

    /// Keywords first, because authors chose them; then topics, until there are `TAGS`. Spaces and underscores inside
    /// become hyphens, as GitHub writes its topics, so that one idea is one tag.
    private static List<String> tags(Entry entry) {
        return Stream.of(Field.KEYWORDS, Field.TOPICS)
                .flatMap(field -> entry.facts().list(field).stream())
                .map(Rows::tag)
                .filter(Predicate.not(String::isEmpty))
                .distinct()
                .limit(TAGS)
                .sorted()
                .toList();
    }

    private static String tag(String word) {
        var tag = Display.clean(word.toLowerCase(Locale.ROOT), Bounds.WORD).replace(' ', '-').replace('_', '-');
        var from = 0;
        while (from < tag.length() && (tag.charAt(from) == '#' || tag.charAt(from) == '-')) {
            from++;
        }
        return tag.substring(from);
    }

    private static List<String> sorted(Iterable<String> texts) {
        var sorted = new ArrayList<String>();
        texts.forEach(sorted::add);
        return sorted.stream().sorted().distinct().toList();
    }

    private static SortedMap<String, String> provenance(Entry entry) {
        var provenance = new TreeMap<String, String>();
        entry.provenance().forEach((field, source) -> {
            if (field != Field.TEXT_LINE) {
                provenance.put(field.toString(), source);
            }
        });
        return provenance;
    }

    private static Judgement.Finding shown(Judgement.Finding finding) {
        return new Judgement.Finding(
                finding.rule(), finding.severity(), finding.line(), Display.clean(finding.excerpt()));
    }

    private static long number(Entry entry, Field field) {
        return Math.max(-1, entry.facts().number(field).orElse(-1));
    }

    private static long day(Entry entry, Field field) {
        return Math.max(-1, entry.facts().day(field).orElse(-1));
    }

    /// Runs of anything but white space.
    private static long words(String text) {
        var words = 0L;
        var inside = false;
        for (var i = 0; i < text.length(); i++) {
            var space = Character.isWhitespace(text.charAt(i));
            words += !space && !inside ? 1 : 0;
            inside = !space;
        }
        return words;
    }
}
