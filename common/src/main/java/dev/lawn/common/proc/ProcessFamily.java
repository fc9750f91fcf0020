package dev.lawn.common.proc;

import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * All processes of one incarnation of a node: every process that was started with its marker in the
 * environment, and every descendant of those.
 *
 * <p>Both are needed. Chrome's crash handler daemonises away from its parent but keeps the marker;
 * Chrome's renderers write their title over their environment but keep their parent.
 *
 * @param marker the value of {@link #VARIABLE}
 */
public record ProcessFamily(String marker) {

    /** The environment variable that carries the marker; inherited by every child. */
    public static final String VARIABLE = "LAWN_MARKER";

    /**
     * A killed process goes within milliseconds, unless its memory is large or its disk is slow.
     */
    private static final Duration ROUND = Duration.ofMillis(10);

    /**
     * A pass over {@code /proc} takes longer than a round on a busy host, so rounds do not count.
     */
    private static final Time TIME = new SystemTime();

    /** Every family there is on this host, by marker, in one pass over {@code /proc}. */
    public static Map<String, List<ProcessEntry>> all() {
        List<ProcessEntry> processes = Procfs.processes();
        Map<Long, List<ProcessEntry>> children = new HashMap<>();
        Map<String, List<ProcessEntry>> founders = new HashMap<>();
        for (ProcessEntry each : processes) {
            children.computeIfAbsent(each.parent(), _ -> new ArrayList<>()).add(each);
            Procfs.variable(each.pid(), VARIABLE)
                    .ifPresent(
                            marker ->
                                    founders.computeIfAbsent(marker, _ -> new ArrayList<>())
                                            .add(each));
        }
        Map<String, List<ProcessEntry>> families = new HashMap<>();
        founders.forEach((marker, found) -> families.put(marker, withDescendants(found, children)));
        return families;
    }

    private static List<ProcessEntry> withDescendants(
            List<ProcessEntry> founders, Map<Long, List<ProcessEntry>> children) {
        Set<Long> seen = new HashSet<>();
        List<ProcessEntry> members = new ArrayList<>();
        Deque<ProcessEntry> open = new ArrayDeque<>(founders);
        while (!open.isEmpty()) {
            ProcessEntry each = open.remove();
            if (!seen.add(each.pid())) {
                continue;
            }
            if (!each.isZombie()) {
                members.add(each);
            }
            open.addAll(children.getOrDefault(each.pid(), List.of()));
        }
        return members;
    }

    /** Its members now, zombies excluded. */
    public List<ProcessEntry> members() {
        return all().getOrDefault(marker, List.of());
    }

    /**
     * Sends KILL to every member, and waits until none is left.
     *
     * @param patience how long to go on; a process in an uninterruptible wait takes its time
     * @return the members that are still there; empty when all is well
     */
    public List<ProcessEntry> kill(Duration patience) {
        return kill(marker::equals, Set.of(), patience);
    }

    /** The same for every member but this process and those it descends from. */
    public List<ProcessEntry> killOthers(Duration patience) {
        Set<Long> spared = new HashSet<>();
        for (Optional<ProcessHandle> each = Optional.of(ProcessHandle.current());
                each.isPresent();
                each = each.get().parent()) {
            spared.add(each.get().pid());
        }
        return kill(marker::equals, spared, patience);
    }

    /**
     * The same for every family whose marker is chosen, with one pass over {@code /proc} a round.
     *
     * @param chosen tells by the marker
     */
    public static List<ProcessEntry> killAll(Predicate<String> chosen, Duration patience) {
        return kill(chosen, Set.of(), patience);
    }

    private static List<ProcessEntry> kill(
            Predicate<String> chosen, Set<Long> spared, Duration patience) {
        Set<ProcessEntry> left = new HashSet<>();
        long deadline = TIME.nanos() + patience.toNanos();
        do {
            // A dying process drops its environment before it is gone: what was seen is remembered.
            left.removeIf(each -> !each.isStillThere());
            all().forEach((marker, members) -> addIf(chosen.test(marker), members, left));
            left.removeIf(each -> spared.contains(each.pid()));
            if (left.isEmpty()) {
                return List.of();
            }
            left.forEach(ProcessEntry::kill);
            LockSupport.parkNanos(ROUND.toNanos());
        } while (TIME.nanos() - deadline < 0);
        left.removeIf(each -> !each.isStillThere());
        return List.copyOf(left);
    }

    private static void addIf(boolean wanted, List<ProcessEntry> members, Set<ProcessEntry> left) {
        for (ProcessEntry each : members) {
            if (wanted && left.stream().noneMatch(each::isSameAs)) {
                left.add(each);
            }
        }
    }
}
