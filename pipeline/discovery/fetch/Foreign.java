package discovery.fetch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of a foreign document, looked at with care: what is not of the expected shape is not there.
public record Foreign(Object value) {
    /// What is not there.
    public static final Foreign NOTHING = new Foreign(new Object());

    public Foreign at(String key) {
        return value instanceof Map<?, ?> map
                ? Optional.<Object>ofNullable(map.get(key)).map(Foreign::new).orElse(NOTHING)
                : NOTHING;
    }

    public boolean isThere() {
        return !value.equals(NOTHING.value);
    }

    public boolean isObject() {
        return value instanceof Map<?, ?>;
    }

    public boolean isList() {
        return value instanceof List<?>;
    }

    public boolean has(String key) {
        return at(key).isThere();
    }

    /// A text, a number or a truth value as text; empty for anything else and for a blank one.
    public Optional<String> text() {
        return switch (value) {
            case String text -> Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
            case Number number -> Optional.of(number.toString());
            case Boolean flag -> Optional.of(flag.toString());
            default -> Optional.empty();
        };
    }

    public Optional<String> text(String key) {
        return at(key).text();
    }

    /// The elements; a single value is a list of one.
    public List<Foreign> items() {
        if (value instanceof List<?> list) {
            var items = new ArrayList<Foreign>();
            for (var item : list) {
                if (item != null) {
                    items.add(new Foreign(item));
                }
            }
            return items;
        }
        return isThere() ? List.of(this) : List.of();
    }

    /// The texts of a list, or the one text.
    public List<String> texts(String key) {
        return at(key).items().stream().flatMap(item -> item.text().stream()).toList();
    }

    /// The members of an object, in its order.
    public Map<String, Foreign> members() {
        var members = new LinkedHashMap<String, Foreign>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                if (member != null) {
                    members.put(String.valueOf(key), new Foreign(member));
                }
            });
        }
        return members;
    }

    /// A person: `{name: …}` or just the name.
    public Optional<String> person(String key) {
        var person = at(key);
        return person.isObject() ? person.text("name") : person.text();
    }
}
