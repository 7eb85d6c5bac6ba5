package discovery.model;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What is said of one thing, field by field. Values are bounded here, once, for everything foreign; a field without
/// a value is absent. Iterates in the order of `Field`.
public record Facts(Map<Field, List<String>> values) {
    public static final Facts NONE = new Facts(Map.of());
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    public Facts {
        var bounded = new EnumMap<Field, List<String>>(Field.class);
        values.forEach((field, texts) -> {
            var kept = kept(field, texts);
            if (!kept.isEmpty()) {
                bounded.put(field, kept);
            }
        });
        values = Collections.unmodifiableMap(bounded);
    }

    /// Plain loops: every stage reads facts of every entry, most of which are bounded already.
    private static List<String> kept(Field field, List<String> texts) {
        var most = Math.min(texts.size(), Bounds.mostOf(field));
        if (most == 1) {
            var text = texts.getFirst();
            return text.isBlank() ? List.of() : List.of(Bounds.cut(wellFormed(text), Bounds.of(field)));
        }
        var kept = new ArrayList<String>(most);
        for (var i = 0; i < texts.size() && kept.size() < Bounds.mostOf(field); i++) {
            if (!texts.get(i).isBlank()) {
                kept.add(Bounds.cut(wellFormed(texts.get(i)), Bounds.of(field)));
            }
        }
        return List.copyOf(kept);
    }

    /// Lone surrogates can't be written as UTF-8; they become U+FFFD, as a decoder would have made them.
    private static String wellFormed(String text) {
        var lone = false;
        for (var i = 0; i < text.length() && !lone; i++) {
            var unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                lone = !Character.isHighSurrogate(unit) || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1));
                i++;
            }
        }
        if (!lone) {
            return text;
        }
        var mended = new StringBuilder(text.length());
        text.codePoints().forEach(point -> mended.appendCodePoint(
                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xFFFD : point));
        return mended.toString();
    }

    public static Builder builder() {
        return new Builder();
    }

    public List<String> list(Field field) {
        return values.getOrDefault(field, List.of());
    }

    public Optional<String> text(Field field) {
        return list(field).stream().findFirst();
    }

    /// The number; empty where there is none or the text is not one.
    public OptionalLong number(Field field) {
        var text = text(field).orElse("");
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /// The day as days since 1970-01-01; empty where there is none or the text is not one.
    public OptionalLong day(Field field) {
        var text = text(field).orElse("");
        try {
            return text.length() < 10
                    ? OptionalLong.empty()
                    : OptionalLong.of(LocalDate.parse(text.substring(0, 10)).toEpochDay());
        } catch (DateTimeParseException notADay) {
            return OptionalLong.empty();
        }
    }

    public boolean flag(Field field) {
        return text(field).orElse("").equals("true");
    }

    public boolean has(Field field) {
        return values.containsKey(field);
    }

    /// These facts, and what the others say of fields on which these are silent.
    public Facts or(Facts others) {
        var all = new EnumMap<Field, List<String>>(Field.class);
        all.putAll(others.values);
        all.putAll(values);
        return new Facts(all);
    }

    public Facts without(Field field) {
        var rest = new EnumMap<Field, List<String>>(Field.class);
        rest.putAll(values);
        rest.remove(field);
        return new Facts(rest);
    }

    /// Collects facts; blank texts are ignored.
    public static final class Builder {
        private final EnumMap<Field, List<String>> values = new EnumMap<>(Field.class);

        private Builder() {}

        public Builder put(Field field, String text) {
            values.put(field, List.of(text));
            return this;
        }

        public Builder put(Field field, long number) {
            return put(field, Long.toString(number));
        }

        public Builder put(Field field, List<String> texts) {
            values.put(field, List.copyOf(texts));
            return this;
        }

        public Builder put(Field field, Optional<String> text) {
            text.ifPresent(present -> put(field, present));
            return this;
        }

        /// Notes the flag where it is true; a false flag is left out.
        public Builder flag(Field field, boolean raised) {
            return raised ? put(field, "true") : this;
        }

        public Builder add(Field field, String text) {
            values.merge(field, List.of(text), (before, more) -> {
                var both = new ArrayList<>(before);
                both.addAll(more);
                return both;
            });
            return this;
        }

        public Facts build() {
            return new Facts(values);
        }
    }
}
