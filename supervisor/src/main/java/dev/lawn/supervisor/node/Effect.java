package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import org.jspecify.annotations.Nullable;

/** What the machine wants done; the actor does it and reports back by events. */
sealed interface Effect {

    /** Queue for a start slot. {@code ticket} comes back with the grant. */
    record AskForSlot(long ticket) implements Effect {}

    /** Give the start slot back, or leave the queue for it. */
    record GiveBackSlot() implements Effect {}

    /**
     * Start a worker.
     *
     * @param after what ended the run before; null for the first start
     * @param patience at least 1: how many times its usual time the start may take
     */
    record Launch(String incarnation, @Nullable Reason after, double patience) implements Effect {}

    /** Give the worker a one-time code. */
    record HandOver(String incarnation, Secret code) implements Effect {}

    /** Have the worker forget that the service asked for a person. */
    record ForgetPerson(String incarnation) implements Effect {}

    /** Ask for leave to sign in. */
    record AskForLeave(String incarnation) implements Effect {}

    /** Tell the worker that it may sign in. */
    record GiveLeave(String incarnation) implements Effect {}

    /** Take one rung of the stop ladder. */
    record Take(String incarnation, StopRung.Action action) implements Effect {}
}
