package discovery.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// The part of cron's language that our schedules use: minutes and hours as numbers, lists, ranges and steps; days of
/// the week as a number; `*` for the days of the month and the months.
public final class Cron {
    private Cron() {}

    /// The first run of the next day; schedules that do not run every day are left out.
    ///
    /// @param today days since 1970-01-01
    static Optional<String> next(List<String> crons, long today) {
        return crons.stream().map(Cron::fields).filter(fields -> fields.get(4).equals("*"))
                .map(fields -> "%sT%02d:%02d:00Z".formatted(Days.day(today + 1), values(fields.get(1), 23).getFirst(),
                        values(fields.get(0), 59).getFirst()))
                .min(java.util.Comparator.naturalOrder());
    }

    /// Runs a day, on average.
    ///
    /// @throws IllegalArgumentException for what is beyond this part of the language
    public static double runsADay(String cron) {
        var fields = fields(cron);
        var days = fields.get(4).equals("*") ? 7 : values(fields.get(4), 6).size();
        return values(fields.get(0), 59).size() * values(fields.get(1), 23).size() * days / 7.0;
    }

    private static List<String> fields(String cron) {
        var fields = List.of(cron.strip().split("\\s+"));
        if (fields.size() != 5 || !fields.get(2).equals("*") || !fields.get(3).equals("*")) {
            throw new IllegalArgumentException("`%s`: a schedule here names minutes, hours and days of the week"
                    .formatted(cron));
        }
        return fields;
    }

    private static List<Integer> values(String field, int most) {
        var values = new TreeSet<Integer>();
        for (var part : field.split(",")) {
            var step = part.contains("/") ? Integer.parseInt(part.substring(part.indexOf('/') + 1)) : 1;
            var range = part.replaceAll("/.*", "");
            var ends = range.equals("*") ? new String[] {"0", Integer.toString(most)} : range.split("-");
            for (var value = Integer.parseInt(ends[0]); value <= Integer.parseInt(ends[ends.length - 1]);
                    value += step) {
                values.add(value);
            }
        }
        if (values.isEmpty() || values.last() > most) {
            throw new IllegalArgumentException("`%s` is not between 0 and %d".formatted(field, most));
        }
        return new ArrayList<>(values);
    }
}
