package dev.lawn.supervisor.node;

import java.time.Duration;
import java.util.List;

/**
 * One rung of the stop ladder: what to do, and how long to wait before the next rung.
 *
 * @param action what to do
 * @param patience how long it may take
 */
record StopRung(Action action, Duration patience) {

    enum Action {
        /** Send {@code stop}: the browser quits cleanly, the profile is kept whole. */
        ASK,
        /** Send {@code dump_threads}: the evidence of a hang. */
        DUMP_THREADS,
        /** SIGTERM to the worker. */
        TERMINATE,
        /** SIGKILL to the worker, and then to whatever it started. */
        KILL
    }

    private static final StopRung KILL = new StopRung(Action.KILL, Duration.ofSeconds(2));

    /** For a worker that is well: KILL after 10 s, within the 15 s that a stop of Lawn may take. */
    static final List<StopRung> POLITE =
            List.of(
                    new StopRung(Action.ASK, Duration.ofSeconds(9)),
                    new StopRung(Action.TERMINATE, Duration.ofSeconds(1)),
                    KILL);

    /** For a worker that reported a fault and is ending by itself. */
    static final List<StopRung> AFTER_FAULT =
            List.of(new StopRung(Action.ASK, Duration.ofSeconds(8)), KILL);

    /** For a worker that does not answer any more. */
    static final List<StopRung> HUNG =
            List.of(new StopRung(Action.DUMP_THREADS, Duration.ofSeconds(1)), KILL);
}
