package dev.lawn.worker.browser;

import java.util.Optional;

/** The refusals that a tab gets, heard as they come in. */
public interface Refusals {

    /** Nobody listens. */
    Refusals NONE = Optional::empty;

    /** The latest that says when to come back, or else the latest; empty while there is none. */
    Optional<Refusal> latest();

    /** Listens no longer. What was heard stays known. */
    default void end() throws InterruptedException {}
}
