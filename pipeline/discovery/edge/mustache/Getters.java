package discovery.edge.mustache;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What a model's records and their methods give, as functions that are as fast as if they had been written down.
final class Getters {
    private static final Map<Method, Function<Object, Object>> MADE = new ConcurrentHashMap<>();

    private Getters() {}

    /// @param type of what the function gives
    record Getter(Function<Object, Object> function, Type type) {
        Getter then(Getter next) {
            var first = function;
            var second = next.function();
            return new Getter(scope -> second.apply(first.apply(scope)), next.type());
        }
    }

    /// A record's method without arguments; of a collection whether it is empty. A text or a number has nothing that a
    /// template could mean.
    static Optional<Getter> of(Type type, String name) {
        var raw = raw(type);
        if (name.equals("isEmpty") && Collection.class.isAssignableFrom(raw)) {
            return Optional.of(new Getter(all -> ((Collection<?>) all).isEmpty(), boolean.class));
        }
        return !raw.isRecord() ? Optional.empty() : Arrays.stream(raw.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers()))
                .findFirst()
                .map(method -> new Getter(MADE.computeIfAbsent(method, Getters::made), method.getGenericReturnType()));
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> raw(parameterized.getRawType());
            case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
            default -> throw new IllegalArgumentException("a model says what it has, not " + type);
        };
    }

    /// What a collection holds.
    static Type element(Type type) {
        return switch (type) {
            case ParameterizedType parameterized -> parameterized.getActualTypeArguments()[0];
            default -> throw new IllegalArgumentException("a list of a model says what it holds, not " + type);
        };
    }

    @SuppressWarnings("unchecked")
    private static Function<Object, Object> made(Method method) {
        try {
            var lookup = MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
            var handle = lookup.unreflect(method);
            return (Function<Object, Object>) LambdaMetafactory.metafactory(
                    lookup, "apply", MethodType.methodType(Function.class), MethodType.genericMethodType(1), handle,
                    handle.type().wrap()).getTarget().invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("%s can't be called".formatted(method), e);
        }
    }
}
