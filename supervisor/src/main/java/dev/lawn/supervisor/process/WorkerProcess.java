package dev.lawn.supervisor.process;

import dev.lawn.common.protocol.SupervisorMessage;

/** A running worker. No method blocks. */
public interface WorkerProcess {

    String incarnation();

    /** The host's pid of the worker. */
    long pid();

    /** What marks every process of this incarnation; see {@code ProcessFamily}. */
    String marker();

    /** Queues a message; dropped where the worker does not read, or has gone. */
    void send(SupervisorMessage message);

    /** SIGTERM to the worker alone. */
    void terminate();

    /** SIGKILL to the worker; whatever it started is killed once it has ended. */
    void kill();
}
