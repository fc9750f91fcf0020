package dev.lawn.supervisor.process;

import dev.lawn.common.protocol.SupervisorMessage;
import org.jspecify.annotations.Nullable;

/** A running worker. No method blocks. */
public interface WorkerProcess {

    String incarnation();

    /** The host's pid of the worker; null where it is not known yet, or has gone. */
    @Nullable Long pid();

    /** What marks every process of this incarnation; see {@code ProcessFamily}. */
    String marker();

    /** Queues a message; dropped where the worker does not read, or has gone. */
    void send(SupervisorMessage message);

    /** SIGTERM to the worker alone. */
    void terminate();

    /** SIGKILL to the worker; whatever it started is killed with it, or once it has ended. */
    void kill();
}
