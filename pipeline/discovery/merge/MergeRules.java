package discovery.merge;

import discovery.model.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `manifests/merge.yaml` as it is written: words that `precedence` makes into what they mean.
///
/// @param copies from when on two texts are copies
public record MergeRules(
        int schema, List<String> precedence, Map<String, List<String>> fields, List<String> union, NearLimits copies) {
    public MergeRules {
        if (schema != 1) {
            throw new IllegalArgumentException("schema is " + schema + "; this program reads schema 1");
        }
        if (copies == null) {
            throw new IllegalArgumentException("`copies` is missing: say from when on two texts are copies");
        }
    }

    /// @throws IllegalArgumentException for a word that means nothing
    public Precedence rules() {
        var each = new LinkedHashMap<Field, List<Witness>>();
        fields.forEach((word, order) -> each.put(field(word), order.stream().map(Witness::of).toList()));
        return new Precedence(
                precedence.stream().map(Witness::of).toList(), each, union.stream().map(MergeRules::field).toList());
    }

    private static Field field(String word) {
        return Field.of(word).orElseThrow(() -> new IllegalArgumentException("`" + word + "` is no field"));
    }
}
