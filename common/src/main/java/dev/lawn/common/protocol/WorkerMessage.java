package dev.lawn.common.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.lawn.common.model.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a worker says on its stdout. Every message names the incarnation it comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface WorkerMessage {

    /** The id the assignment gave to this run of the worker. */
    String incarnation();

    /**
     * The first message, sent once the assignment is read.
     *
     * @param protocol {@link LineCodec#PROTOCOL}
     * @param pid the worker's pid as it sees itself; another one in a PID namespace
     * @param version of the worker, for people
     */
    @JsonTypeName("hello")
    record Hello(String incarnation, int protocol, long pid, String version)
            implements WorkerMessage {}

    /**
     * The browser is up, and its DevTools listen. A person may use its pages from there.
     *
     * @param port on loopback, of this very browser
     */
    @JsonTypeName("debug_port")
    record DebugPort(String incarnation, int port) implements WorkerMessage {}

    /**
     * The worker entered another phase.
     *
     * @param service the service it is about
     */
    @JsonTypeName("phase")
    record PhaseChanged(String incarnation, String service, Phase phase) implements WorkerMessage {}

    /**
     * The loop that does the work came round: the browser answered, the status was read. Nothing
     * else sends it.
     *
     * @param sequence grows by one with each beat
     */
    @JsonTypeName("heartbeat")
    record Heartbeat(String incarnation, long sequence) implements WorkerMessage {}

    /**
     * What the node knows of one service; each null is unknown at this moment.
     *
     * @param connected the extension's own word
     * @param networkQuality 0 to 1
     * @param points of the account, as the service counts them
     * @param devices how many devices the service lists for the account
     * @param uptimeSeconds of the account, as the service counts it
     * @param egressIp the exit IP, asked through the node's relay
     * @param listed whether the account's list of devices has that exit IP
     * @param extensionVersion from the extension's manifest
     */
    @JsonTypeName("sample")
    record Sample(
            String incarnation,
            String service,
            @Nullable Boolean connected,
            @Nullable Double networkQuality,
            @Nullable Double points,
            @Nullable Integer devices,
            @Nullable Long uptimeSeconds,
            @Nullable String egressIp,
            @Nullable Boolean listed,
            @Nullable String extensionVersion)
            implements WorkerMessage {}

    /**
     * The exit IP was learned, or is another one now. It comes in every phase, and before a sign-in
     * is wanted.
     *
     * @param ip asked through the node's relay, in the one way to write it
     */
    @JsonTypeName("egress")
    record Egress(String incarnation, String ip) implements WorkerMessage {}

    /**
     * What went through the node's relay since this incarnation began.
     *
     * @param sentBytes towards the upstream
     * @param receivedBytes from it
     * @param refused requests the relay did not forward, because it fails closed
     * @param byClass the same bytes by what they were for; null where an older worker does not tell
     * @param failures attempts to go out that failed, by kind; docs/protocol.md lists the kinds
     * @param connects how long the others took
     */
    @JsonTypeName("traffic")
    record Traffic(
            String incarnation,
            long sentBytes,
            long receivedBytes,
            long refused,
            @Nullable ByClass byClass,
            @Nullable Map<String, Long> failures,
            @Nullable ConnectTimes connects)
            implements WorkerMessage {

        public Traffic {
            failures =
                    failures == null ? null : Collections.unmodifiableMap(new TreeMap<>(failures));
        }

        /** No more than the sums. */
        public Traffic(String incarnation, long sentBytes, long receivedBytes, long refused) {
            this(incarnation, sentBytes, receivedBytes, refused, null, null, null);
        }
    }

    /**
     * Traffic by what it was for, as far as its destination tells.
     *
     * @param service the extension's own work
     * @param control the service's pages and API
     * @param other all else
     */
    record ByClass(ClassTraffic service, ClassTraffic control, ClassTraffic other) {}

    /**
     * Traffic of one class.
     *
     * @param sentBytes towards the upstream
     * @param receivedBytes from it
     * @param connections made
     */
    record ClassTraffic(long sentBytes, long receivedBytes, long connections) {}

    /**
     * How long it took until a connection to a far host was ready.
     *
     * @param counts how many were within each of {@link #BOUNDS_SECONDS} and above the one before,
     *     and how many took longer than the last
     * @param sumSeconds of them all
     */
    record ConnectTimes(List<Long> counts, double sumSeconds) {

        /** Upper bounds: a proxy near by answers in tens of milliseconds, patience ends at 20 s. */
        public static final List<Double> BOUNDS_SECONDS =
                List.of(0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0);

        public ConnectTimes {
            counts = List.copyOf(counts);
        }
    }

    /**
     * Something the worker cannot mend itself; it ends after this message.
     *
     * @param service null where it is about the worker as a whole
     * @param detail for people, without secrets
     */
    @JsonTypeName("fault")
    record Fault(String incarnation, @Nullable String service, Reason reason, String detail)
            implements WorkerMessage {}

    /**
     * The worker mends something without a restart: a crashed tab, an extension that died. Until a
     * sample says otherwise the node is not connected.
     *
     * @param detail for people, without secrets
     */
    @JsonTypeName("mending")
    record Mending(String incarnation, String service, Reason reason, String detail)
            implements WorkerMessage {}

    /**
     * The service asks for a person. The worker keeps the page open, goes on beating, and tries
     * nothing else until the page shows that the person is done.
     */
    @JsonTypeName("human_needed")
    record HumanNeeded(String incarnation, String service, Reason reason, String detail)
            implements WorkerMessage {}

    /**
     * The form is there to be filled in. The worker types nothing before {@link
     * SupervisorMessage.SignIn} comes; it beats on meanwhile.
     */
    @JsonTypeName("sign_in_wanted")
    record SignInWanted(String incarnation, String service) implements WorkerMessage {}

    /**
     * The service told the account to come back later; the worker ends after it, as after a fault.
     *
     * @param detail for people, without secrets
     * @param seconds from now, 0 or more
     */
    @JsonTypeName("rate_limited")
    record RateLimited(String incarnation, String service, String detail, long seconds)
            implements WorkerMessage {

        public RateLimited {
            seconds = Math.max(0, seconds);
        }
    }

    /**
     * What a probe found at one place of the service's definition; only a worker that was assigned
     * one says it.
     *
     * @param place in service.yaml, such as {@code sign_in.steps[2]}
     * @param detail for people, without secrets
     */
    @JsonTypeName("probed")
    record Probed(String incarnation, String service, String place, Verdict verdict, String detail)
            implements WorkerMessage {}

    /**
     * What became of one way out; only a worker that was given a {@link SupervisorMessage.Check}
     * says it, once for each.
     *
     * @param way its name in the check
     * @param result how it was found
     * @param detail for people, without credentials; null where all is well
     * @param millis from the first byte to the verdict
     * @param egressIp null where it was not learned
     */
    @JsonTypeName("checked")
    record Checked(
            String incarnation,
            String way,
            CheckResult result,
            @Nullable String detail,
            long millis,
            @Nullable String egressIp)
            implements WorkerMessage {}

    /** The last message of a worker that was asked to stop: the browser has quit. */
    @JsonTypeName("goodbye")
    record Goodbye(String incarnation) implements WorkerMessage {}

    /** What became of one place of a definition. */
    enum Verdict {
        /** It is there as the definition says. */
        MATCHED,
        /** It is not there, and need not be. */
        ABSENT,
        /** It is there, and the probe goes no further. */
        STOPPED,
        /** The walk did not come to it. */
        SKIPPED
    }

    /** How a way out was found. */
    enum CheckResult {
        /** It leads out, and the exit IP is known. */
        OK,
        /** Its proxy takes no connection: no route, or nobody answers at all. */
        UNREACHABLE,
        /** Nobody listens on the proxy's port, or it hangs up. */
        REFUSED,
        /** The proxy's name is not known here, or the far one's is not known there. */
        DNS,
        /** The TLS handshake failed: with the proxy, or through it. */
        TLS,
        /** The proxy refuses the credentials (407). */
        PROXY_AUTH,
        /** The proxy lets this client go nowhere (403). */
        FORBIDDEN,
        /** The proxy does not get through to the far side (502 to 504). */
        BAD_GATEWAY,
        /** Nothing of use came in time. */
        SLOW,
        /** It leads out, but nobody there says what the exit IP is. */
        UNPROVEN
    }

    /** A worker's own phases, in the order of a good start. */
    enum Phase {
        /** Driver, browser and extension are coming up. */
        STARTING,
        /** The kept session is gone; the sign-in is under way. */
        SIGNING_IN,
        /** Signed in; the extension has not connected yet. From here on the worker watches. */
        CONNECTING
    }
}
