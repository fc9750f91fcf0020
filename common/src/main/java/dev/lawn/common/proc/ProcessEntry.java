package dev.lawn.common.proc;

import java.util.List;

/**
 * One live process, as {@code /proc} showed it at one moment.
 *
 * @param pid of the process, in the reader's PID namespace
 * @param parent pid of its parent
 * @param session id of its session: the pid of the process that began it; 0 where that lies outside
 *     the reader's PID namespace
 * @param state the kernel's letter: R, S, D, T (stopped), Z (zombie) …
 * @param startTicks when it started, in clock ticks since boot; with the pid it names a process for
 *     good, since pids are used again
 * @param command the command line; empty for zombies and kernel threads
 */
public record ProcessEntry(
        long pid, long parent, long session, char state, long startTicks, List<String> command) {

    public ProcessEntry {
        command = List.copyOf(command);
    }

    /** Ended, but not yet reaped by its parent. */
    public boolean isZombie() {
        return state == 'Z';
    }

    /** The same process, whatever state either entry caught it in. */
    boolean isSameAs(ProcessEntry other) {
        return pid == other.pid && startTicks == other.startTicks;
    }

    /** Whether it is there now and no zombie; another process under its pid is not it. */
    public boolean isStillThere() {
        return Procfs.process(pid).filter(now -> isSameAs(now) && !now.isZombie()).isPresent();
    }

    /** Sends KILL, unless its pid has come to name another process meanwhile. */
    void kill() {
        if (isStillThere()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
