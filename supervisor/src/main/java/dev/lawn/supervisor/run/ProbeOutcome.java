package dev.lawn.supervisor.run;

import dev.lawn.common.model.Reason;

/** How a probe ended. */
public sealed interface ProbeOutcome {

    /** Everything that must be there was, as far as a probe goes. */
    record Matched() implements ProbeOutcome {}

    /**
     * Something was not as the definition says, or not to be had.
     *
     * @param detail for people: the place, what was looked for, where the page is to be seen
     */
    record Failed(Reason reason, String detail) implements ProbeOutcome {}

    /** The worker told nothing of use: neither of the service nor of its browser. */
    record Broken(String detail) implements ProbeOutcome {}

    /** It was stopped before its end. */
    record Stopped() implements ProbeOutcome {}
}
