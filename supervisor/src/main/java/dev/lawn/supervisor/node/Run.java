package dev.lawn.supervisor.node;

/**
 * The current incarnation of a node, as far as the state machine cares.
 *
 * @param incarnation its id, repeated in every message of its worker
 * @param lastBeat monotonic nanoseconds of the last sign of real work; at first, of the launch
 */
record Run(String incarnation, long lastBeat) {

    Run beatAt(long now) {
        return new Run(incarnation, now);
    }
}
