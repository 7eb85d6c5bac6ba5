package discovery.site;

import java.time.LocalDate;
import java.util.OptionalLong;

/// Numbers and days as people read them, alike under every locale.
final class Figure {
    private Figure() {}

    /// `12,345`.
    static String grouped(long number) {
        var digits = Long.toString(Math.abs(number));
        var out = new StringBuilder(digits);
        for (var i = digits.length() - 3; i > 0; i -= 3) {
            out.insert(i, ',');
        }
        return number < 0 ? "-" + out : out.toString();
    }

    /// `987`, `1.2k`, `46k`, `1.3M`.
    static String compact(long number) {
        if (number < 1_000) {
            return Long.toString(number);
        }
        return number < 999_500 ? scaled(number, 1_000) + "k" : scaled(number, 1_000_000) + "M";
    }

    private static String scaled(long number, long unit) {
        var tenths = (number * 10 + unit / 2) / unit;
        return tenths < 100 ? tenths / 10 + "." + tenths % 10 : grouped((number + unit / 2) / unit);
    }

    /// Hundredths of a point as whole points.
    static String points(int score) {
        return Integer.toString((score + 50) / 100);
    }

    /// `23 %`; what is there but small is `< 1 %`, never none.
    static String share(long part, long whole) {
        if (part == 0 || whole == 0) {
            return "0 %";
        }
        var percent = (part * 200 + whole) / (whole * 2);
        return percent == 0 ? "< 1 %" : percent + " %";
    }

    /// From 0 to 100, for a bar; at least 1 for anything that is there.
    static int bar(long part, long whole) {
        return part == 0 || whole == 0 ? 0 : (int) Math.max(1, Math.min(100, (part * 200 + whole) / (whole * 2)));
    }

    /// ISO 8601, or nothing for an unknown day.
    static String day(long epochDay) {
        return epochDay < 0 || epochDay > 100_000 ? "" : LocalDate.ofEpochDay(epochDay).toString();
    }

    static String day(OptionalLong epochDay) {
        return epochDay.isPresent() ? day(epochDay.getAsLong()) : "";
    }
}
