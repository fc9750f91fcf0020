package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.state.NodeMemory.SignedIn;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node at one moment; null is unknown.
 *
 * @param account the account's name in accounts.yaml
 * @param reason why it is in this state; null where the state says it all
 * @param detail the worker's own words about the reason; null where it said none
 * @param since when it entered the state
 * @param proxy the upstream without credentials; null for the host's own way out
 * @param sample what the worker last reported; all unknown while there is no worker
 * @param restarts starts after the first, by what ended the incarnation before; cumulative
 * @param traffic through the node's relay, cumulative over incarnations
 * @param lastHeartbeat of the current incarnation
 * @param processes the processes of the current incarnation
 * @param debugPort of loopback, where the DevTools of its browser listen; null while there is none
 * @param upkeep what the host sees of the node whatever incarnation it is
 * @param extensionSha256 of the extension that its worker loaded, as it was added; without a worker
 *     of the one it will; null where nobody locked it, or nobody can tell
 * @param session how old the session in its profile is
 */
public record NodeSnapshot(
        NodeName node,
        String account,
        String service,
        StateName state,
        @Nullable Reason reason,
        @Nullable String detail,
        Instant since,
        @Nullable String proxy,
        Sample sample,
        Map<Reason, Long> restarts,
        RelayCounts traffic,
        @Nullable Instant lastHeartbeat,
        Processes processes,
        @Nullable Integer debugPort,
        Upkeep upkeep,
        @Nullable String extensionSha256,
        Session session) {

    public NodeSnapshot {
        restarts = Map.copyOf(restarts);
    }

    /**
     * What the worker knows.
     *
     * @param connected the extension's word
     * @param networkQuality 0 to 1
     * @param points of the account
     * @param devices how many the service lists for the account
     * @param uptimeSeconds of the account
     * @param listed whether the account's list of devices has the exit IP
     * @param egressIp the exit IP, proven through the node's relay
     */
    public record Sample(
            @Nullable Boolean connected,
            @Nullable Double networkQuality,
            @Nullable Double points,
            @Nullable Integer devices,
            @Nullable Long uptimeSeconds,
            @Nullable String egressIp,
            @Nullable Boolean listed,
            @Nullable String extensionVersion) {

        /** Nothing is known. */
        public static final Sample UNKNOWN =
                new Sample(null, null, null, null, null, null, null, null);
    }

    /**
     * What outlives an incarnation.
     *
     * @param helperRespawns helper processes of the browser that went and came back, cumulative
     * @param diskBytes that the node's folder takes; null while not measured
     * @param egressIpChanges how often its exit IP was another one than before, cumulative
     * @param trafficLeftBytes that it may send and receive today still; null where there is no
     *     limit
     */
    public record Upkeep(
            long helperRespawns,
            @Nullable Long diskBytes,
            long egressIpChanges,
            @Nullable Long trafficLeftBytes) {

        /** Nothing happened, nothing measured. */
        public static final Upkeep NONE = new Upkeep(0, null, 0, null);
    }

    /**
     * The session that the node has, or had last. It is used as long as it lives, whatever this
     * says.
     *
     * @param since when it began; null also where it was there before Lawn saw the node sign in
     * @param until when the service will end it, as its definition says
     */
    public record Session(@Nullable Instant since, @Nullable Instant until) {

        /** Nobody saw it begin. */
        public static final Session UNKNOWN = new Session(null, null);

        /**
         * The session that the service of today knows.
         *
         * @param signedIn null where nobody saw that
         */
        static Session of(@Nullable SignedIn signedIn, ServiceDefinition service) {
            if (signedIn == null || !signedIn.service().equals(service.name())) {
                return UNKNOWN;
            }
            Duration lasts = service.signIn().lasts();
            return new Session(signedIn.at(), lasts == null ? null : signedIn.at().plus(lasts));
        }
    }

    /**
     * The processes of an incarnation; pids are the host's, memory is PSS.
     *
     * @param browserPid of the browser's main process
     * @param workerBytes of the worker JVM
     * @param driverBytes of chromedriver
     * @param browserBytes of all browser processes together
     */
    public record Processes(
            @Nullable Long workerPid,
            @Nullable Long browserPid,
            @Nullable Long workerBytes,
            @Nullable Long driverBytes,
            @Nullable Long browserBytes) {

        /** No worker, or nothing measured yet. */
        public static final Processes NONE = new Processes(null, null, null, null, null);

        /** All of it; null while nothing is measured. */
        public @Nullable Long totalBytes() {
            if (workerBytes == null && driverBytes == null && browserBytes == null) {
                return null;
            }
            return orZero(workerBytes) + orZero(driverBytes) + orZero(browserBytes);
        }

        private static long orZero(@Nullable Long bytes) {
            return bytes == null ? 0 : bytes;
        }
    }
}
