package dev.lawn.supervisor.node;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.plan.NodePlan;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who may sign in when: sign-ins are counted by account, whatever becomes of nodes. */
public interface SignIns {

    /**
     * Asks for leave. The answer comes once, on any thread; none comes where the node leaves {@link
     * StateName#SIGNING_IN} before.
     */
    void ask(NodeName node, Consumer<Answer> answered);

    /**
     * The service refused the credentials of a worker's account.
     *
     * @param launched what the worker was given, which may be another plan than there is now
     */
    void rejected(NodePlan launched, String detail);

    /**
     * The service told a worker's account to come back after so long.
     *
     * @param launched what the worker was given, which may be another plan than there is now
     */
    void rateLimited(NodePlan launched, Duration lasts, String detail);

    /** Until when, and why, the node may not be started; null where nothing speaks against it. */
    @Nullable String detail(NodeName node);

    /** What a node that asked for leave hears. */
    sealed interface Answer {

        /** It is written down: the form may be filled in. */
        record Given() implements Answer {}

        /**
         * Not now.
         *
         * @param reason {@link Reason#LOGIN_REJECTED} where it makes no sense to ask again
         * @param detail for people
         */
        record Refused(Reason reason, String detail) implements Answer {}
    }
}
