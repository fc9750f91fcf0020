package dev.lawn.common.proc;

import java.util.Optional;

/**
 * A session of processes, setsid(2). Membership survives what a marker does not: a process that
 * wrote its title over its environment and lost its parent is still in it.
 *
 * @param id pid of the process that began it; the kernel gives it to nobody else while one member
 *     lives
 * @param startTicks when that process started; who is older is of another session under the same id
 */
public record Session(long id, long startTicks) {

    /**
     * The session that a live process leads or is about to begin; empty where it has gone already.
     */
    public static Optional<Session> ledBy(long pid) {
        return Procfs.process(pid).map(leader -> new Session(pid, leader.startTicks()));
    }

    boolean holds(ProcessEntry process) {
        return process.session() == id && process.startTicks() >= startTicks;
    }
}
