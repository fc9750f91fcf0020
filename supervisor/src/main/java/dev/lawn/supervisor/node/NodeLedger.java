package dev.lawn.supervisor.node;

import dev.lawn.common.model.PlainText;
import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.state.NodeMemory;
import dev.lawn.supervisor.state.NodeMemory.SignedIn;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node's worker reported, and what adds up over incarnations. The state machine decides
 * without it. Owned by the node's actor.
 */
final class NodeLedger {

    private final Map<Reason, Long> restarts = new EnumMap<>(Reason.class);
    private @Nullable Complaint complaint;
    private WorkerMessage.@Nullable Sample sample;
    private @Nullable Instant lastHeartbeat;
    private @Nullable Long workerPid;
    private @Nullable String marker;
    private @Nullable Integer debugPort;
    private final SessionStart session;
    private long sentBefore;
    private long receivedBefore;
    private long sent;
    private long received;

    /** Goes on from what an earlier supervisor counted. */
    NodeLedger(NodeMemory before) {
        restarts.putAll(before.restarts());
        session = new SessionStart(before.signedIn());
        sentBefore = before.sentBytes();
        receivedBefore = before.receivedBytes();
        NodeMemory.Quarantine quarantine = before.quarantine();
        if (quarantine != null && quarantine.detail() != null) {
            complaint = new Complaint(quarantine.reason(), quarantine.detail());
        }
    }

    /** What the last fault or call for a person said; shown as long as its reason stands. */
    private record Complaint(Reason reason, String detail) {}

    void launched(@Nullable Reason after, @Nullable Long pid, String newMarker) {
        if (after != null) {
            restarts.merge(after, 1L, Long::sum);
        }
        complaint = null;
        workerPid = pid;
        marker = newMarker;
    }

    void said(WorkerMessage message, Instant now) {
        switch (message) {
            case WorkerMessage.Sample said -> sample = said;
            case WorkerMessage.Heartbeat _ -> lastHeartbeat = now;
            case WorkerMessage.DebugPort(String _, int port) -> debugPort = port;
            case WorkerMessage.Traffic traffic -> {
                sent = traffic.sentBytes();
                received = traffic.receivedBytes();
            }
            case WorkerMessage.Fault fault ->
                    complaint = new Complaint(fault.reason(), PlainText.of(fault.detail()));
            case WorkerMessage.Mending mending ->
                    complaint = new Complaint(mending.reason(), PlainText.of(mending.detail()));
            case WorkerMessage.RateLimited limited ->
                    complaint = new Complaint(Reason.RATE_LIMITED, PlainText.of(limited.detail()));
            case WorkerMessage.HumanNeeded asked -> {
                complaint = new Complaint(asked.reason(), PlainText.of(asked.detail()));
                session.wanted();
            }
            case WorkerMessage.SignInWanted _ -> session.wanted();
            case WorkerMessage.PhaseChanged changed -> session.said(changed, now);
            case WorkerMessage.Hello _, WorkerMessage.Probed _, WorkerMessage.Goodbye _ -> {}
        }
    }

    /** Why its worker may not sign in. */
    void refused(Reason reason, String detail) {
        complaint = new Complaint(reason, detail);
    }

    /** What the worker knew goes with it; what it counted stays. */
    void ended() {
        sample = null;
        lastHeartbeat = null;
        workerPid = null;
        marker = null;
        debugPort = null;
        sentBefore += sent;
        receivedBefore += received;
        sent = 0;
        received = 0;
        session.ended();
    }

    Map<Reason, Long> restarts() {
        return Map.copyOf(restarts);
    }

    /** Over all incarnations. */
    long sentBytes() {
        return sentBefore + sent;
    }

    /** Over all incarnations. */
    long receivedBytes() {
        return receivedBefore + received;
    }

    /** When its session began; null where nobody saw that. */
    @Nullable SignedIn signedIn() {
        return session.known();
    }

    /** The worker's own words about that reason; null where it said none. */
    @Nullable String detail(@Nullable Reason reason) {
        return complaint != null && complaint.reason() == reason ? complaint.detail() : null;
    }

    private @Nullable String detail(NodeState state, @Nullable String held) {
        Reason reason = state.reason();
        if (held != null && reason != null && Blame.of(reason) == Blame.ACCOUNT) {
            return held;
        }
        return state instanceof NodeState.Quarantined(Reason _, Reason cause) && cause != null
                ? "the last: " + cause
                : detail(reason);
    }

    /**
     * What may be seen of the node.
     *
     * @param held until when its account signs in no more; null where nothing speaks against it
     */
    NodeView view(NodeState state, Instant since, @Nullable String held) {
        return new NodeView(
                state.name(),
                state.reason(),
                detail(state, held),
                since,
                sample,
                restarts(),
                sentBytes(),
                receivedBytes(),
                lastHeartbeat,
                workerPid,
                marker,
                debugPort,
                signedIn());
    }
}
