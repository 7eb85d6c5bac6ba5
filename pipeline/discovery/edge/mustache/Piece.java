package discovery.edge.mustache;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A part of a template that knows where its values are: in which of the scopes around it, and behind which accessor.
sealed interface Piece {
    /// @param scopes the page's model first, then what each open section stands in
    void write(Sheet sheet, Object[] scopes);

    /// @param depth  of the scope that has it
    /// @param getter from that scope
    record Place(int depth, Function<Object, Object> getter) {
        Object in(Object[] scopes) {
            return getter.apply(scopes[depth]);
        }
    }

    final class Text implements Piece {
        private final byte[] octets;

        Text(byte[] octets) {
            this.octets = octets;
        }

        @Override
        public void write(Sheet sheet, Object[] scopes) {
            sheet.octets(octets);
        }
    }

    record Value(Place place, UnaryOperator<String> escape) implements Piece {
        @Override
        public void write(Sheet sheet, Object[] scopes) {
            sheet.escaped(String.valueOf(place.in(scopes)), escape);
        }
    }

    /// What `Json` has made harmless by itself.
    record Bare(Place place) implements Piece {
        @Override
        public void write(Sheet sheet, Object[] scopes) {
            sheet.text(String.valueOf(place.in(scopes)));
        }
    }

    /// Once for each of a list, which stands in the scope `inner`.
    record Each(Place place, int inner, Piece inside) implements Piece {
        @Override
        public void write(Sheet sheet, Object[] scopes) {
            if (place.in(scopes) instanceof List<?> list) {
                for (var i = 0; i < list.size(); i++) {
                    scopes[inner] = list.get(i);
                    inside.write(sheet, scopes);
                }
            }
        }
    }

    /// Once, where the value is there; the value stands in the scope `inner`.
    record With(Place place, int inner, Piece inside) implements Piece {
        @Override
        public void write(Sheet sheet, Object[] scopes) {
            var value = place.in(scopes);
            if (isThere(value)) {
                scopes[inner] = value;
                inside.write(sheet, scopes);
            }
        }
    }

    /// Once, where the value is not there.
    record Without(Place place, Piece inside) implements Piece {
        @Override
        public void write(Sheet sheet, Object[] scopes) {
            if (!isThere(place.in(scopes))) {
                inside.write(sheet, scopes);
            }
        }
    }

    final class All implements Piece {
        private final Piece[] pieces;

        All(List<Piece> pieces) {
            this.pieces = pieces.toArray(Piece[]::new);
        }

        @Override
        public void write(Sheet sheet, Object[] scopes) {
            for (var piece : pieces) {
                piece.write(sheet, scopes);
            }
        }
    }

    /// False, nothing and an empty text or list are not there.
    private static boolean isThere(Object value) {
        return switch (value) {
            case null -> false;
            case Boolean flag -> flag;
            case String text -> !text.isEmpty();
            case Collection<?> all -> !all.isEmpty();
            default -> true;
        };
    }
}
