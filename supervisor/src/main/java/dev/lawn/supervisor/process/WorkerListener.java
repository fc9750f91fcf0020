package dev.lawn.supervisor.process;

import dev.lawn.common.protocol.WorkerMessage;

/** Hears what a worker does. Called on threads of the process. */
public interface WorkerListener {

    /** May block for a while: the worker then waits for its pipe, and nobody else for it. */
    void said(WorkerMessage message);

    /**
     * Its stdout is of no use any more: a flood, or broken lines without end. Told once; from then
     * on what it writes is read and thrown away.
     *
     * @param detail for people
     */
    void misbehaved(String detail);

    /** The last call: both streams were read to their end, and no process is left. */
    void exited(ExitReport report);
}
