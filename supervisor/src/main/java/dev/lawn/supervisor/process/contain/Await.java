package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Bounded waits for what the kernel does in its own time, within milliseconds. */
final class Await {

    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private static final Time TIME = new SystemTime();

    private Await() {}

    /** Whether a process that was told to end has done so in time. */
    static boolean gone(ProcessEntry process, Duration patience) {
        return until(() -> !process.isStillThere(), patience);
    }

    /** Whether it came to be so in time. */
    static boolean until(BooleanSupplier condition, Duration patience) {
        long deadline = TIME.nanos() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (TIME.nanos() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }
}
