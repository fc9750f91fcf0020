package dev.lawn.common.protocol;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a decoded message lacks. Jackson fills an absent member with null whatever the type
 * says; this makes {@code @Nullable} on a record's component the rule for the wire as well.
 */
final class MissingValues {

    private MissingValues() {}

    /** The name of the first component that must not be null and is; null where all is well. */
    static @Nullable String firstIn(Object value) {
        if (value instanceof Iterable<?> items) {
            return firstInItems(items);
        }
        if (!(value instanceof Record)) {
            return null;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object held = valueOf(component, value);
            if (held == null) {
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    return component.getName();
                }
                continue;
            }
            String inner = firstIn(held);
            if (inner != null) {
                return component.getName() + "." + inner;
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

    private static @Nullable Object valueOf(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
