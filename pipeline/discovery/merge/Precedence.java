package discovery.merge;

import discovery.model.Field;
import java.util.List;
import java.util.Map;

/// Who is believed when sources differ: `manifests/merge.yaml`.
///
/// @param order  witnesses, the most believed first
/// @param fields the order for single fields, where it is another one
/// @param union  list fields of which all sources' values are kept together
public record Precedence(List<Witness> order, Map<Field, List<Witness>> fields, List<Field> union) {
    public Precedence {
        order = List.copyOf(order);
        fields = Map.copyOf(fields);
        union = List.copyOf(union);
        if (order.size() != Witness.values().length) {
            throw new IllegalArgumentException("`precedence` must name each of %s once".formatted(
                    List.of(Witness.values())));
        }
    }

    int rank(Field field, Witness witness) {
        var wanted = fields.getOrDefault(field, order);
        var rank = wanted.indexOf(witness);
        return rank >= 0 ? rank : wanted.size() + order.indexOf(witness);
    }
}
