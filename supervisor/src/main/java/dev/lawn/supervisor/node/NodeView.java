package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.state.NodeMemory.SignedIn;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rest of Lawn may see of a node; immutable, replaced as a whole.
 *
 * @param detail the worker's own words about the reason; null where it said none
 * @param since when it entered the state
 * @param sample the last of the current incarnation; null for none yet
 * @param restarts starts after the first, by what ended the run before
 * @param traffic through the relay, over all incarnations
 * @param lastHeartbeat of the current incarnation; null for none yet
 * @param workerPid the host's pid of the worker; null while there is none
 * @param marker of the current incarnation's processes; null while there is none
 * @param debugPort of loopback, where the browser of the current incarnation is to be reached; null
 *     while there is none
 * @param egressIpChanges how often its exit IP was another one than before
 * @param trafficLeft bytes that it may send and receive today still; null where there is no limit
 * @param signedIn when its session began; null where nobody saw that
 */
public record NodeView(
        StateName state,
        @Nullable Reason reason,
        @Nullable String detail,
        Instant since,
        WorkerMessage.@Nullable Sample sample,
        Map<Reason, Long> restarts,
        RelayCounts traffic,
        @Nullable Instant lastHeartbeat,
        @Nullable Long workerPid,
        @Nullable String marker,
        @Nullable Integer debugPort,
        long egressIpChanges,
        @Nullable Long trafficLeft,
        @Nullable SignedIn signedIn) {}
