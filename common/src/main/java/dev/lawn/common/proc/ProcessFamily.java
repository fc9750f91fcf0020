package dev.lawn.common.proc;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All processes of one incarnation of a node: every process that was started with its marker in the
 * environment, everyone in a session that such a process leads, and every descendant of those.
 *
 * <p>All three are needed. Chrome's crash handler daemonises away from its parent but keeps the
 * marker; Chrome's renderers write their title over their environment but keep their parent, and
 * when that is killed they keep their session.
 *
 * @param marker the value of {@link #VARIABLE}
 */
public record ProcessFamily(String marker) {

    /** The environment variable that carries the marker; inherited by every child. */
    public static final String VARIABLE = "LAWN_MARKER";

    /** Every family there is on this host, by marker, in one pass over {@code /proc}. */
    public static Map<String, List<ProcessEntry>> all() {
        return ProcessTable.now().families();
    }

    /** Its members now, zombies excluded. */
    public List<ProcessEntry> members() {
        return ProcessTable.now().family(marker, null);
    }

    /**
     * Sends KILL to every member, and waits until none is left.
     *
     * @param patience how long to go on; a process in an uninterruptible wait takes its time
     * @return the members that are still there; empty when all is well
     */
    public List<ProcessEntry> kill(Duration patience) {
        return kill(null, patience);
    }

    /**
     * The same, and for everyone of the session that its first process began.
     *
     * @param session null where it is not known
     */
    public List<ProcessEntry> kill(@Nullable Session session, Duration patience) {
        return Sweep.kill(table -> table.family(marker, session), patience);
    }

    /** The same for every member but this process and those it descends from. */
    public List<ProcessEntry> killOthers(Duration patience) {
        Set<Long> spared = selfAndAncestors();
        return Sweep.kill(
                table ->
                        table.family(marker, null).stream()
                                .filter(each -> !spared.contains(each.pid()))
                                .toList(),
                patience);
    }

    private static Set<Long> selfAndAncestors() {
        Set<Long> pids = new HashSet<>();
        for (Optional<ProcessHandle> each = Optional.of(ProcessHandle.current());
                each.isPresent();
                each = each.get().parent()) {
            pids.add(each.get().pid());
        }
        return pids;
    }

    /**
     * The same for every family whose marker is chosen, but for this process and those it descends
     * from: whoever is started from within a worker has that one's marker. With one pass over
     * {@code /proc} a round.
     *
     * @param chosen tells by the marker
     */
    public static List<ProcessEntry> killAll(Predicate<String> chosen, Duration patience) {
        Set<Long> spared = selfAndAncestors();
        return Sweep.kill(
                table ->
                        table.families().entrySet().stream()
                                .filter(family -> chosen.test(family.getKey()))
                                .flatMap(family -> family.getValue().stream())
                                .filter(each -> !spared.contains(each.pid()))
                                .toList(),
                patience);
    }
}
