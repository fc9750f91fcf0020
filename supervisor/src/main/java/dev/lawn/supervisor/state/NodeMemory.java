package dev.lawn.supervisor.state;

import dev.lawn.common.model.Reason;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a node outlives its supervisor, however that one ends.
 *
 * @param restarts starts after the first, by what ended the incarnation before
 * @param traffic through the relay, over all incarnations
 * @param failedStarts when starts failed for reasons of the node's own, oldest first
 * @param quarantine null while it is in none
 * @param today what it sent and received on the day it last did; null where it never did
 * @param exit how it went out; null where its exit IP was never known
 * @param signedIn when its session began; null where nobody saw that
 */
public record NodeMemory(
        Map<Reason, Long> restarts,
        RelayCounts traffic,
        List<Instant> failedStarts,
        @Nullable Quarantine quarantine,
        @Nullable TrafficDay today,
        @Nullable Exit exit,
        @Nullable SignedIn signedIn) {

    /** Of a node that never ran. */
    public static final NodeMemory NONE =
            new NodeMemory(Map.of(), RelayCounts.NONE, List.of(), null);

    /** Without today's traffic and exit IP. */
    public NodeMemory(
            Map<Reason, Long> restarts,
            RelayCounts traffic,
            List<Instant> failedStarts,
            @Nullable Quarantine quarantine) {
        this(restarts, traffic, failedStarts, quarantine, null, null, null);
    }

    public NodeMemory {
        restarts = Map.copyOf(restarts);
        failedStarts = List.copyOf(failedStarts);
    }

    /**
     * How a node went out.
     *
     * @param ip the last that was known
     * @param changes how often it was another one than before
     */
    public record Exit(String ip, long changes) {}

    /**
     * A sign-in that brought a session. The profile keeps a session for each service the node ever
     * had.
     *
     * @param service where it signed in
     * @param at by the wall clock
     */
    public record SignedIn(String service, Instant at) {}

    /**
     * Why a node is not started any more.
     *
     * @param cause the last of many failures; null where the reason says it all
     * @param detail the worker's own words; null where it said none
     * @param fingerprint of the configuration it happened with: another one ends the quarantine
     */
    public record Quarantine(
            Reason reason,
            @Nullable Reason cause,
            @Nullable String detail,
            Instant since,
            Fingerprint fingerprint) {}
}
