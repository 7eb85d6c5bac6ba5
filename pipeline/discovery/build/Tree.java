package discovery.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A JSON object as a parser gives it (`Map`, `List`, `String`, `Long`, `Boolean`), read with one clear sentence for
/// whatever is not as it should be. What is absent is empty.
final class Tree {
    private final Map<?, ?> values;
    private final String where;

    private Tree(Map<?, ?> values, String where) {
        this.values = values;
        this.where = where;
    }

    static Tree of(Object value, String where) {
        return switch (value) {
            case Map<?, ?> map -> new Tree(map, where);
            default ->
                throw new IllegalArgumentException("%s is %s; it should be an object".formatted(where, a(value)));
        };
    }

    Tree in(String where) {
        return new Tree(values, where);
    }

    /// Refuses keys that nobody would read, because they would be lost.
    Tree only(Set<String> known) {
        for (var key : values.keySet()) {
            if (!(key instanceof String text && known.contains(text))) {
                throw new IllegalArgumentException("%s: unknown key `%s`".formatted(where, key));
            }
        }
        return this;
    }

    String text(String key) {
        return switch (value(key, "")) {
            case String text -> text;
            case Object other -> throw wrong(key, other, "a text");
        };
    }

    /// A text that has to be there.
    String word(String key) {
        var text = text(key);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("%s: `%s` is missing".formatted(where, key));
        }
        return text;
    }

    long number(String key) {
        return switch (value(key, 0L)) {
            case Long number -> number;
            case Object other -> throw wrong(key, other, "a whole number of 64 bits");
        };
    }

    /// A number from 0 that fits 32 bits and has to be there.
    int count(String key) {
        if (!values.containsKey(key)) {
            throw new IllegalArgumentException("%s: `%s` is missing".formatted(where, key));
        }
        var number = number(key);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("%s: `%s` is %d; it should be from 0 to %d".formatted(
                    where, key, number, Integer.MAX_VALUE));
        }
        return (int) number;
    }

    boolean flag(String key) {
        return switch (value(key, false)) {
            case Boolean flag -> flag;
            case Object other -> throw wrong(key, other, "true or false");
        };
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var each : list(key)) {
            if (!(each instanceof String text)) {
                throw wrong(key, each, "a list of texts");
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    List<Tree> objects(String key) {
        var objects = new ArrayList<Tree>();
        for (var each : list(key)) {
            if (!(each instanceof Map<?, ?> map)) {
                throw wrong(key, each, "a list of objects");
            }
            objects.add(new Tree(map, where + ": `" + key + "`"));
        }
        return List.copyOf(objects);
    }

    SortedMap<String, String> textMap(String key) {
        var texts = new TreeMap<String, String>();
        switch (value(key, Map.of())) {
            case Map<?, ?> map -> map.forEach((name, text) -> {
                if (!(name instanceof String left && text instanceof String right)) {
                    throw wrong(key, map, "an object of texts");
                }
                texts.put(left, right);
            });
            case Object other -> throw wrong(key, other, "an object of texts");
        }
        return texts;
    }

    private List<?> list(String key) {
        return switch (value(key, List.of())) {
            case List<?> list -> list;
            case Object other -> throw wrong(key, other, "a list");
        };
    }

    /// The value, or what stands for an absent one; null is no value of any field.
    private Object value(String key, Object absent) {
        var value = values.get(key);
        if (value != null) {
            return value;
        }
        if (values.containsKey(key)) {
            throw new IllegalArgumentException("%s: `%s` is null".formatted(where, key));
        }
        return absent;
    }

    private IllegalArgumentException wrong(String key, Object value, String wanted) {
        return new IllegalArgumentException("%s: `%s` is or holds %s; it should be %s".formatted(
                where, key, a(value), wanted));
    }

    /// What a value is, in words.
    static String a(Object value) {
        return switch (value) {
            case null -> "null";
            case String _ -> "a text";
            case Boolean _ -> "a truth value";
            case Long _, Integer _ -> "a number";
            case Number _ -> "a number that is not whole or too large";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "an object";
            default -> "something else";
        };
    }
}
