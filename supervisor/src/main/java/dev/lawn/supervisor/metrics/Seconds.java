package dev.lawn.supervisor.metrics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Prometheus's unit of time. */
final class Seconds {

    private static final double MILLIS = 1000.0;

    private Seconds() {}

    /** Seconds since 1970 with a fraction; null for null. */
    static @Nullable Double of(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli() / MILLIS;
    }
}
