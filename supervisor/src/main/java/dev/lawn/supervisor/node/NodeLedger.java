package dev.lawn.supervisor.node;

import dev.lawn.common.model.PlainText;
import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.state.NodeMemory;
import dev.lawn.supervisor.state.NodeMemory.SignedIn;
import dev.lawn.supervisor.state.TrafficDay;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
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
    private RelayCounts trafficBefore;
    private RelayCounts traffic = RelayCounts.NONE;
    private @Nullable TrafficDay today;
    private @Nullable String spent;
    private NodeMemory.@Nullable Exit exit;

    /** Goes on from what an earlier supervisor counted. */
    NodeLedger(NodeMemory before) {
        restarts.putAll(before.restarts());
        session = new SessionStart(before.signedIn());
        trafficBefore = before.traffic();
        today = before.today();
        exit = before.exit();
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
            case WorkerMessage.Traffic said -> {
                RelayCounts counts = RelayCounts.of(said);
                long more = counts.totalBytes() - traffic.totalBytes();
                today = today(now).plus(Math.max(0, more), now);
                traffic = counts;
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
            case WorkerMessage.Hello _,
                    WorkerMessage.Egress _,
                    WorkerMessage.Probed _,
                    WorkerMessage.Checked _,
                    WorkerMessage.Goodbye _ -> {}
        }
    }

    /** Until when it is parked for its traffic; another complaint stands beside it. */
    void spent(String until) {
        spent = until;
    }

    /** What it sent and received on the day of that moment. */
    TrafficDay today(Instant now) {
        return today == null ? TrafficDay.at(now) : today.plus(0, now);
    }

    /** As in {@link NodeMemory}. */
    @Nullable TrafficDay today() {
        return today;
    }

    /** As in {@link NodeMemory}. */
    NodeMemory.@Nullable Exit exit() {
        return exit;
    }

    /** Its exit IP is known; the one before, where that was another. */
    Optional<String> goesOutBy(String ip) {
        NodeMemory.Exit before = exit;
        if (before == null || before.ip().equals(ip)) {
            exit = before == null ? new NodeMemory.Exit(ip, 0) : before;
            return Optional.empty();
        }
        exit = new NodeMemory.Exit(ip, before.changes() + 1);
        return Optional.of(before.ip());
    }

    /** Why its worker may not sign in, or not go on. */
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
        trafficBefore = traffic();
        traffic = RelayCounts.NONE;
        session.ended();
    }

    Map<Reason, Long> restarts() {
        return Map.copyOf(restarts);
    }

    /** Over all incarnations. */
    RelayCounts traffic() {
        return trafficBefore.plus(traffic);
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
        if (reason == Reason.TRAFFIC_LIMIT) {
            return spent;
        }
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
     * @param trafficLeft bytes that are left for today; null where there is no limit
     */
    NodeView view(
            NodeState state, Instant since, @Nullable String held, @Nullable Long trafficLeft) {
        return new NodeView(
                state.name(),
                state.reason(),
                detail(state, held),
                since,
                sample,
                restarts(),
                traffic(),
                lastHeartbeat,
                workerPid,
                marker,
                debugPort,
                exit == null ? 0 : exit.changes(),
                trafficLeft,
                signedIn());
    }
}
