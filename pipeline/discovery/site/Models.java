package discovery.site;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Marks of what pages are made of: the records that fill a template, with all they hold. A page has nothing else, so it is
/// the same when its model is.
final class Models {
    private final long secret;
    private final Map<Class<?>, List<MethodHandle>> components = new HashMap<>();
    /// Of cards, by their indexes, and of what all frames share: they stand in many pages.
    private long[] cards = new long[0];
    private final IdentityHashMap<Object, Long> shared = new IdentityHashMap<>();

    Models(long secret) {
        this.secret = secret;
    }

    long mark(String template, Object model) {
        var mark = new Mark(secret).text(template);
        add(model, mark);
        return mark.done();
    }

    long mark(byte[] octets) {
        var mark = new Mark(secret).number(octets.length);
        for (var i = 0; i < octets.length; i += 7) {
            var bits = 0L;
            for (var at = i; at < Math.min(octets.length, i + 7); at++) {
                bits = (bits << 8) | (octets[at] & 0xFF);
            }
            mark.bits(bits);
        }
        return mark.done();
    }

    private void add(Object value, Mark mark) {
        switch (value) {
            case String text -> mark.text(text);
            case Double number -> mark.number(Double.doubleToLongBits(number));
            case Number number -> mark.number(number.longValue());
            case Boolean flag -> mark.number(flag ? 1 : 0);
            case Enum<?> word -> mark.text(word.name());
            case Collection<?> many -> {
                mark.number(many.size());
                many.forEach(each -> add(each, mark));
            }
            case Card card -> mark.number(of(card));
            case Frame.Assets assets -> mark.number(shared.computeIfAbsent(assets, first -> whole(assets)));
            case Frame.Door door -> mark.number(shared.computeIfAbsent(door, first -> whole(door)));
            case Record record -> parts(record, mark);
            default -> throw new IllegalStateException("a page's model holds a " + value.getClass());
        }
    }

    private long of(Card card) {
        if (card.index() >= cards.length) {
            cards = Arrays.copyOf(cards, 2 * card.index() + 1);
        }
        if (cards[card.index()] == 0) {
            cards[card.index()] = whole(card);
        }
        return cards[card.index()];
    }

    private long whole(Record record) {
        var mark = new Mark(secret);
        parts(record, mark);
        return mark.done();
    }

    private void parts(Record record, Mark mark) {
        try {
            for (var component : components.computeIfAbsent(record.getClass(), Models::components)) {
                add((Object) component.invokeExact((Object) record), mark);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<MethodHandle> components(Class<?> type) {
        var all = new ArrayList<MethodHandle>();
        for (var component : Arrays.asList(type.getRecordComponents())) {
            all.add(reading(component));
        }
        return List.copyOf(all);
    }

    private static MethodHandle reading(RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return MethodHandles.lookup().unreflect(accessor)
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
