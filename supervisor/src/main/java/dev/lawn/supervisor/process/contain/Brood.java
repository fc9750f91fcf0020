package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessTable;
import dev.lawn.common.proc.Procfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the processes we started from the orphans we adopted. Each worker begins a session of its
 * own: a child of ours in another session than ours that we did not start is an orphan.
 *
 * <p>Not every orphan is a worker's. A wrapper may have started something before it became us, and
 * who is PID 1 of a container adopts what others start in it. Then only those that name a worker of
 * ours may be ended; of all others we merely take note when they end.
 */
final class Brood implements Starter {

    /** The pid that adopts every orphan of its namespace. */
    private static final long INIT = 1;

    private final long self = ProcessHandle.current().pid();
    private final long session = Procfs.process(self).map(ProcessEntry::session).orElse(-1L);
    private final Starter starter;
    private final List<Process> started = new ArrayList<>();
    private final boolean alone;

    /**
     * @param before the children this process had before it became a subreaper
     */
    Brood(Starter starter, List<ProcessEntry> before) {
        this.starter = starter;
        this.alone = self != INIT && before.stream().allMatch(ProcessEntry::isZombie);
    }

    /** Whether whatever we adopt can only come from what we started. */
    boolean isAlone() {
        return alone;
    }

    /**
     * Under one lock with the question, so that nobody who was just started passes for an orphan.
     */
    @Override
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        started.removeIf(each -> !each.isAlive());
        Process process = starter.start(builder);
        started.add(process);
        return process;
    }

    /** The orphans among our children, zombies included. */
    List<ProcessEntry> orphans(ProcessTable table) {
        return orphans(table.children(self));
    }

    /** The same without a pass over {@code /proc}: adopted children stand by our first thread. */
    List<ProcessEntry> orphans() {
        return orphans(
                Procfs.children(self).stream()
                        .flatMap(pid -> Procfs.process(pid).stream())
                        .toList());
    }

    private synchronized List<ProcessEntry> orphans(List<ProcessEntry> children) {
        return children.stream()
                .filter(each -> each.session() != session && !isStarted(each.pid()))
                .toList();
    }

    private boolean isStarted(long pid) {
        return started.stream().anyMatch(each -> each.pid() == pid && each.isAlive());
    }
}
