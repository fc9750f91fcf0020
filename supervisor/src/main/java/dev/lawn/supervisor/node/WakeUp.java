package dev.lawn.supervisor.node;

import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The one alarm of a node, always for the state that it is in. Set by the node's actor alone. */
final class WakeUp {

    /**
     * An alarm so late means that we ourselves were stopped: SIGSTOP, a frozen cgroup, a paused VM.
     */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** Then what the workers said meanwhile is heard before anything is decided. */
    private static final Duration CATCH_UP = Duration.ofSeconds(5);

    /** After a shorter stop of ours the last beats may still be in the pipe. */
    private static final Duration LISTEN = Duration.ofMillis(500);

    private final Time time;
    private final BooleanSupplier isLive;
    private final Runnable tick;
    private final AtomicLong alarms = new AtomicLong();
    private Time.@Nullable Scheduled alarm;

    /** The moment that has passed and is being caught up with; null for none. */
    private volatile @Nullable Long catchingUp;

    /**
     * @param isLive whether there is a worker that may have said something
     * @param tick called on the timer's thread when it is time; must not block
     */
    WakeUp(Time time, BooleanSupplier isLive, Runnable tick) {
        this.time = time;
        this.isLive = isLive;
        this.tick = tick;
    }

    /**
     * Instead of whatever was set before.
     *
     * @param wakeAt monotonic nanoseconds; null for no alarm
     */
    void set(@Nullable Long wakeAt) {
        if (wakeAt != null && wakeAt.equals(catchingUp)) {
            // Whoever talks meanwhile must not put it off for ever.
            return;
        }
        catchingUp = null;
        long number = alarms.incrementAndGet();
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        if (wakeAt != null) {
            long delay = Math.max(0, wakeAt - time.nanos());
            alarm = time.schedule(Duration.ofNanos(delay), () -> wake(wakeAt, number));
        }
    }

    private void wake(long wakeAt, long number) {
        if (time.nanos() - wakeAt > LATE.toNanos()) {
            catchUp(wakeAt, number);
        } else if (isLive.getAsBoolean()) {
            time.schedule(LISTEN, () -> tick(number));
        } else {
            tick(number);
        }
    }

    private void catchUp(long wakeAt, long number) {
        if (alarms.get() == number) {
            catchingUp = wakeAt;
            time.schedule(CATCH_UP, () -> tick(number));
        }
    }

    /** Unless something happened meanwhile, and set another alarm. */
    private void tick(long number) {
        if (alarms.get() == number) {
            catchingUp = null;
            tick.run();
        }
    }
}
