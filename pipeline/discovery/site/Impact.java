package discovery.site;

import discovery.model.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How much each term says of an entry: a level from 1 to 7. What stands in the name (4 to 7) says more than what stands
/// elsewhere (1 to 3), and the more the fewer words the name has.
final class Impact {
    static final int LEVELS = 7;
    /// The lowest level of a term that stands in the name.
    static final int NAMED = 4;

    private Impact() {}

    /// Each term of the row with its level.
    static Map<String, Integer> of(Row.Content content) {
        var strength = new LinkedHashMap<String, Double>();
        var described = Terms.of(content.description());
        described.forEach(term -> strength.merge(term, 1.0, Double::sum));
        var half = 0.5 + described.size() / 40.0;
        strength.replaceAll((term, count) -> 2 * count / (count + half));
        strength.keySet().removeIf(Terms.STOP::contains);
        content.tags().forEach(tag -> add(strength, Terms.of(tag), 0.8));
        content.categories().forEach(category -> add(strength, Terms.of(category), 0.5));
        var slash = content.place().indexOf('/');
        add(strength, Terms.of(content.place().substring(0, Math.max(0, slash))), 0.8);
        var last = content.name().lastIndexOf('/');
        add(strength, Terms.of(content.name().substring(0, Math.max(0, last))), 0.5);

        var levels = new LinkedHashMap<String, Integer>();
        strength.forEach((term, points) -> levels.put(term, points >= 1.6 ? 3 : points >= 0.7 ? 2 : 1));
        named(levels, content.name().substring(last + 1));
        named(levels, content.title());
        return levels;
    }

    private static void add(Map<String, Double> strength, List<String> terms, double points) {
        terms.stream().filter(term -> !Terms.STOP.contains(term)).distinct()
                .forEach(term -> strength.merge(term, points, Double::sum));
    }

    private static void named(Map<String, Integer> levels, String name) {
        var terms = Terms.of(name).stream().distinct().toList();
        var level = switch (terms.size()) {
            case 0, 1 -> LEVELS;
            case 2 -> 6;
            case 3, 4 -> 5;
            default -> NAMED;
        };
        terms.forEach(term -> levels.merge(term, level, Math::max));
    }
}
