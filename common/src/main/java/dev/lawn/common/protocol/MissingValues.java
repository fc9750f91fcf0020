package dev.lawn.common.protocol;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a decoded message lacks. Jackson fills an absent member with null whatever the type
 * says; this makes {@code @Nullable} on a record's component the rule for the wire as well.
 */
final class MissingValues {

    /**
     * What every message of a type is asked for; reflection tells it anew, and slowly, each time.
     */
    private static final ClassValue<List<Component>> COMPONENTS =
            new ClassValue<>() {
                @Override
                protected List<Component> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
                }
            };

    private MissingValues() {}

    private record Component(String name, Method accessor, boolean isNullable) {

        static Component of(RecordComponent component) {
            return new Component(
                    component.getName(),
                    component.getAccessor(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class));
        }

        @Nullable Object of(Object value) {
            try {
                return accessor.invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + accessor, e);
            }
        }
    }

    /** The name of the first component that must not be null and is; null where all is well. */
    static @Nullable String firstIn(Object value) {
        if (value instanceof Iterable<?> items) {
            return firstInItems(items);
        }
        if (!(value instanceof Record)) {
            return null;
        }
        for (Component component : COMPONENTS.get(value.getClass())) {
            Object held = component.of(value);
            if (held == null) {
                if (!component.isNullable()) {
                    return component.name();
                }
                continue;
            }
            String inner = firstIn(held);
            if (inner != null) {
                return component.name() + "." + inner;
            }
        }
        return null;
    }

    private static @Nullable String firstInItems(Iterable<?> items) {
        for (Object item : items) {
            String inner = firstIn(item);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }
}
