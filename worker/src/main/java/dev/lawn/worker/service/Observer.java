package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import dev.lawn.worker.relay.UpstreamFailure;
import java.util.Optional;

/** What a sign-in knows of the world outside its page. */
public interface Observer {

    /** A person is needed; said once for each thing they are needed for. */
    void humanNeeded(Reason reason, String detail) throws InterruptedException;

    /**
     * Returns once the node may fill in the form: the account's sign-ins are counted by the one who
     * sees all its nodes. Called before anything is typed, once in a run.
     */
    void awaitLeave() throws InterruptedException;

    /** How far it goes. */
    default Walk walk() {
        return Walk.WHOLE;
    }

    /** Where the codes come in that people hand over with {@code lawn otp}. */
    OtpMailbox codes();

    /** Why the node's way out failed last; empty where it did not. */
    Optional<UpstreamFailure> wayOutFailure();
}
