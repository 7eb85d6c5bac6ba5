package discovery.edge.bench;

import discovery.edge.json.Json;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;

/// One line of a benchmark's output.
///
/// @param metric  unique in a run
/// @param value   empty: it could not be taken, and `reason` says why
/// @param against what it was measured beside or on
record Figure(
        String bench, String metric, OptionalDouble value, String unit, String against, Optional<String> reason) {
    static Figure of(String bench, String metric, double value, String unit, String against) {
        return new Figure(bench, metric, OptionalDouble.of(value), unit, against, Optional.empty());
    }

    static Figure missing(String bench, String metric, String unit, String reason) {
        return new Figure(bench, metric, OptionalDouble.empty(), unit, "", Optional.of(reason));
    }

    String line() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("bench", bench);
        fields.put("metric", metric);
        if (value.isPresent()) {
            var number = value.getAsDouble();
            fields.put("value", number == Math.rint(number) ? (Object) (long) number : (Object) rounded(number));
        } else {
            fields.put("value", Optional.empty());
        }
        fields.put("unit", unit);
        fields.put("against", against);
        reason.ifPresent(why -> fields.put("reason", why));
        return Json.line(fields);
    }

    private static double rounded(double number) {
        return Math.round(number * 10_000) / 10_000.0;
    }
}
