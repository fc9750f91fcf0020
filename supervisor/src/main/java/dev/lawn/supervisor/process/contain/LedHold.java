package dev.lawn.supervisor.process.contain;

import org.jspecify.annotations.Nullable;

/** A worker that leads a session of its own, in a rung that knows one way more to end it. */
interface LedHold extends Contained {

    SessionHold session();

    @Override
    default Process process() {
        return session().process();
    }

    @Override
    default @Nullable Long workerPid() {
        return session().workerPid();
    }

    @Override
    default void terminate() {
        session().terminate();
    }

    @Override
    default void kill() {
        session().kill();
    }
}
