package dev.lawn.supervisor.state;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened, by both clocks. What happened in this boot of the host is as old as the
 * monotonic clock says, whatever became of the wall clock and of the process; the wall clock counts
 * only over a reboot.
 *
 * @param wall the wall clock
 * @param boot the boot of the host; {@link Boot}
 * @param nanos monotonic, comparable only within one boot
 */
public record Moment(Instant wall, String boot, long nanos) {

    /** Older than anything counts; beyond it nanoseconds would overflow. */
    private static final Duration OLDEST = Duration.ofDays(30);

    /** How long ago this was; never negative, and never more than 30 days. */
    public Duration age(Moment now) {
        Duration age =
                boot.equals(now.boot)
                        ? Duration.ofNanos(now.nanos - nanos)
                        : Duration.between(wall, now.wall);
        if (age.isNegative()) {
            return Duration.ZERO;
        }
        return age.compareTo(OLDEST) > 0 ? OLDEST : age;
    }

    /**
     * The same moment as this boot knows it, so that it ages by the monotonic clock from now on.
     */
    Moment in(Moment now) {
        if (boot.equals(now.boot) && nanos <= now.nanos) {
            return this;
        }
        Duration age = age(now);
        return new Moment(now.wall.minus(age), now.boot, now.nanos - age.toNanos());
    }
}
