package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one node; each state owns the data that only it needs. Instants are monotonic
 * nanoseconds.
 *
 * <p>A held node is one that nobody should restart now although its time is up: its proxy, or its
 * service, is known to be down, or its account may not sign in and it needs to. Null where nothing
 * speaks against it.
 */
public sealed interface NodeState {

    /** The name the world knows the state by. */
    StateName name();

    /** Why; null where the state says it all. */
    @Nullable Reason reason();

    /** What went wrong lately, as far as it still counts. */
    default Failures failures() {
        return Failures.NONE;
    }

    /** When the machine must look again even if nothing happens; null for never. */
    @Nullable Long wakeAt();

    /** A state that needs no clock. */
    sealed interface Resting extends NodeState {
        @Override
        default @Nullable Long wakeAt() {
            return null;
        }
    }

    /** A state with a worker that is meant to run. */
    sealed interface Live extends NodeState {
        Run run();

        @Override
        Failures failures();

        /** The same state after another sign of real work. */
        Live withRun(Run run);

        /** How long the worker may be silent in this state. */
        Duration quietLimit();

        /** A limit of the state itself, whether or not the worker beats; null for none. */
        @Nullable Deadline deadline();

        @Override
        default Long wakeAt() {
            long silence = run().lastBeat() + quietLimit().toNanos();
            Deadline deadline = deadline();
            return deadline == null ? silence : Math.min(silence, deadline.at());
        }
    }

    /**
     * The end of a state's patience.
     *
     * @param at monotonic nanoseconds
     * @param reason what it means when it passes
     */
    record Deadline(long at, Reason reason) {
        /** After {@code patience} from {@code now}. */
        static Deadline in(Duration patience, Reason reason, long now) {
            return new Deadline(now + patience.toNanos(), reason);
        }
    }

    /**
     * Queued for a start slot.
     *
     * @param ticket of the request; a grant with another one answers a request that was withdrawn
     * @param after what ended the run before; null for none
     */
    record Waiting(long ticket, @Nullable Reason after, @Nullable Reason held, Failures failures)
            implements Resting {
        @Override
        public StateName name() {
            return StateName.WAITING;
        }

        @Override
        public Reason reason() {
            return held == null ? Reason.START_SLOT : held;
        }
    }

    /** Launched; driver, browser and extension are coming up. Holds a start slot. */
    record Starting(Run run, Deadline deadline, Failures failures) implements Live {
        @Override
        public StateName name() {
            return StateName.STARTING;
        }

        @Override
        public @Nullable Reason reason() {
            return null;
        }

        @Override
        public Live withRun(Run next) {
            return new Starting(next, deadline, failures);
        }

        /** A start has one deadline for all of it; within it, silence proves nothing. */
        @Override
        public Duration quietLimit() {
            return Duration.ofDays(1);
        }
    }

    /**
     * The worker signs in.
     *
     * @param mending what it mends meanwhile; null for nothing
     */
    record SigningIn(
            Run run,
            @Nullable Reason mending,
            Duration quietLimit,
            Deadline deadline,
            Failures failures)
            implements Live {
        @Override
        public StateName name() {
            return StateName.SIGNING_IN;
        }

        @Override
        public @Nullable Reason reason() {
            return mending;
        }

        @Override
        public Live withRun(Run next) {
            return new SigningIn(next, mending, quietLimit, deadline, failures);
        }
    }

    /** The form is there, and the worker waits until its account may sign in. */
    record AwaitingLeave(Run run, Duration quietLimit, Failures failures) implements Live {
        @Override
        public StateName name() {
            return StateName.SIGNING_IN;
        }

        @Override
        public Reason reason() {
            return Reason.SIGN_IN_BUDGET;
        }

        @Override
        public Live withRun(Run next) {
            return new AwaitingLeave(next, quietLimit, failures);
        }

        @Override
        public @Nullable Deadline deadline() {
            return null;
        }
    }

    /** Parked until a person has acted in the node's browser. */
    record NeedsHuman(Run run, Reason reason, Duration quietLimit, Failures failures)
            implements Live {
        @Override
        public StateName name() {
            return StateName.NEEDS_HUMAN;
        }

        @Override
        public Live withRun(Run next) {
            return new NeedsHuman(next, reason, quietLimit, failures);
        }

        @Override
        public @Nullable Deadline deadline() {
            return null;
        }
    }

    /** Signed in. {@code reason} is what is missing still. */
    record Connecting(
            Run run, Reason reason, Duration quietLimit, Deadline deadline, Failures failures)
            implements Live {
        @Override
        public StateName name() {
            return StateName.CONNECTING;
        }

        @Override
        public Live withRun(Run next) {
            return new Connecting(next, reason, quietLimit, deadline, failures);
        }
    }

    /** Earning since {@code since}. */
    record Connected(Run run, long since, Duration quietLimit, Failures failures) implements Live {
        @Override
        public StateName name() {
            return StateName.CONNECTED;
        }

        @Override
        public @Nullable Reason reason() {
            return null;
        }

        @Override
        public Live withRun(Run next) {
            return new Connected(next, since, quietLimit, failures);
        }

        @Override
        public @Nullable Deadline deadline() {
            return null;
        }
    }

    /**
     * Was connected; the extension has until the deadline to heal itself. While it is held there is
     * no deadline: a restart would not help. Nor is there where the extension is connected and the
     * exit IP, which was proven before, is unknown now: whoever is asked for it is a third party,
     * and a restart would cost what earns.
     *
     * @param missing what keeps it from earning
     */
    record Degraded(
            Run run,
            Reason missing,
            @Nullable Hold hold,
            Duration quietLimit,
            Deadline untilHealed,
            Failures failures)
            implements Live {
        @Override
        public StateName name() {
            return StateName.DEGRADED;
        }

        @Override
        public Reason reason() {
            return hold == null ? missing : hold.reason();
        }

        @Override
        public Live withRun(Run next) {
            return new Degraded(next, missing, hold, quietLimit, untilHealed, failures);
        }

        @Override
        public @Nullable Deadline deadline() {
            return hold == null && missing != Reason.EGRESS_UNPROVEN ? untilHealed : null;
        }
    }

    /**
     * Why a node is held.
     *
     * @param since monotonic nanoseconds
     */
    record Hold(Reason reason, long since) {}

    /** Waits until {@code until} for its next attempt. */
    record Backoff(Reason reason, long until, Failures failures) implements NodeState {
        @Override
        public StateName name() {
            return StateName.BACKOFF;
        }

        @Override
        public Long wakeAt() {
            return until;
        }
    }

    /**
     * Cannot help itself.
     *
     * @param cause the last of many failures; null where the reason says it all
     */
    record Quarantined(Reason reason, @Nullable Reason cause) implements Resting {
        @Override
        public StateName name() {
            return StateName.QUARANTINED;
        }
    }

    /**
     * On its way down.
     *
     * @param rungs what is left of the ladder after the rung that is being tried
     * @param nextRungAt when to take the next
     * @param then what follows once every process has gone
     */
    record Stopping(
            String incarnation, Reason reason, List<StopRung> rungs, long nextRungAt, Then then)
            implements NodeState {
        public Stopping {
            rungs = List.copyOf(rungs);
        }

        @Override
        public StateName name() {
            return StateName.STOPPING;
        }

        @Override
        public Failures failures() {
            return then.failures();
        }

        @Override
        public Long wakeAt() {
            return nextRungAt;
        }
    }

    /** Down by request; {@code reason} is null where it has not been started yet. */
    record Stopped(@Nullable Reason reason) implements Resting {
        @Override
        public StateName name() {
            return StateName.STOPPED;
        }
    }

    /** What follows a stop. */
    sealed interface Then {

        /** What counts on. */
        default Failures failures() {
            return Failures.NONE;
        }

        /** Stay down. */
        record StayDown() implements Then {}

        /** Start again at once: it was asked for. */
        record StartAgain(Failures failures) implements Then {}

        /**
         * Start again at once, with other credentials or by another way out: what the old worker
         * still says of the account counts no more.
         */
        record StartAnew() implements Then {}

        /** Start again after a backoff. {@code failures} counts this one. */
        record BackOff(Failures failures) implements Then {}

        /** Wait for the operator; as in {@link Quarantined}. */
        record Quarantine(Reason reason, @Nullable Reason cause) implements Then {}
    }
}
