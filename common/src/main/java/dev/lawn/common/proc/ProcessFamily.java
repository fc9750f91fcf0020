package dev.lawn.common.proc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
     * Sends KILL to every member, again and again until none is left or {@code rounds} are over: a
     * process may fork while we look, and takes a moment to go.
     *
     * @return the members that are still there; empty when all is well
     */
    public List<ProcessEntry> kill(int rounds) {
        List<ProcessEntry> left = members();
        for (int round = 0; round < rounds && !left.isEmpty(); round++) {
            for (ProcessEntry each : left) {
                ProcessHandle.of(each.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
            left = members();
        }
        return left;
    }
}
