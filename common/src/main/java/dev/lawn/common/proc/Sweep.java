package dev.lawn.common.proc;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Sends KILL until nobody is left who is meant. */
public final class Sweep {

    /**
     * A killed process goes within milliseconds, unless its memory is large or its disk is slow.
     */
    private static final Duration ROUND = Duration.ofMillis(5);

    /** How long the killed are watched before all of {@code /proc} is looked at again. */
    private static final Duration WATCH = Duration.ofMillis(200);

    private static final Time TIME = new SystemTime();

    private final Function<ProcessTable, ? extends Collection<ProcessEntry>> whom;

    /**
     * Who is left. A dying process drops its environment before it is gone: what was seen is
     * remembered.
     */
    private final Set<ProcessEntry> left = new HashSet<>();

    private Sweep(Function<ProcessTable, ? extends Collection<ProcessEntry>> whom) {
        this.whom = whom;
    }

    /**
     * Kills all that {@code whom} finds, and looks again until it finds nobody.
     *
     * @param patience how long to go on; a process in an uninterruptible wait takes its time
     * @return who is still there; empty when all is well
     */
    public static List<ProcessEntry> kill(
            Function<ProcessTable, ? extends Collection<ProcessEntry>> whom, Duration patience) {
        return new Sweep(whom).run(TIME.nanos() + patience.toNanos());
    }

    private List<ProcessEntry> run(long deadline) {
        do {
            whom.apply(ProcessTable.now()).forEach(this::remember);
            if (left.isEmpty()) {
                return List.of();
            }
            left.forEach(ProcessEntry::kill);
            watch(deadline);
        } while (TIME.nanos() - deadline < 0);
        return List.copyOf(left);
    }

    private void remember(ProcessEntry process) {
        if (left.stream().noneMatch(process::isSameAs)) {
            left.add(process);
        }
    }

    private void watch(long deadline) {
        long until = TIME.nanos() + WATCH.toNanos();
        left.removeIf(each -> !each.isStillThere());
        while (!left.isEmpty() && TIME.nanos() - until < 0 && TIME.nanos() - deadline < 0) {
            LockSupport.parkNanos(ROUND.toNanos());
            left.removeIf(each -> !each.isStillThere());
        }
    }
}
