package dev.lawn.common.proc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    /** Its members now, zombies excluded. */
    public List<ProcessEntry> members() {
        List<ProcessEntry> all = Procfs.processes();
        Set<Long> pids = new HashSet<>();
        List<ProcessEntry> members = new ArrayList<>();
        for (ProcessEntry each : all) {
            if (Procfs.hasVariable(each.pid(), VARIABLE, marker)) {
                pids.add(each.pid());
                members.add(each);
            }
        }
        while (addChildren(all, pids, members)) {}
        members.removeIf(ProcessEntry::isZombie);
        return members;
    }

    private static boolean addChildren(
            List<ProcessEntry> all, Set<Long> pids, List<ProcessEntry> members) {
        boolean grew = false;
        for (ProcessEntry each : all) {
            if (pids.contains(each.parent()) && pids.add(each.pid())) {
                members.add(each);
                grew = true;
            }
        }
        return grew;
    }

    /**
     * Sends KILL to every member, again and again until none is left or {@code rounds} are over: a
     * process may fork while we look.
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
