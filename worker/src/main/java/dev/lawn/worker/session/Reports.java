package dev.lawn.worker.session;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import dev.lawn.common.protocol.WorkerMessage.Verdict;
import dev.lawn.common.time.Time;
import dev.lawn.worker.relay.Traffic;
import dev.lawn.worker.relay.Traffic.Destination;
import dev.lawn.worker.service.Every;
import dev.lawn.worker.service.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the node tells its supervisor, and how often.
 *
 * <p>Owned by the node's thread.
 */
public final class Reports {

    /** The browser answers many times a second while it starts; one beat a second says as much. */
    static final Duration BEAT = Duration.ofSeconds(1);

    /** A sample is repeated after this time even where nothing changed. */
    private static final Duration SAMPLE = Duration.ofSeconds(15);

    private static final Duration TRAFFIC = Duration.ofSeconds(5);

    private final Consumer<WorkerMessage> out;
    private final String incarnation;
    private final String service;
    private final Every beat;
    private final Every sample;
    private final Every traffic;
    private long beats;
    private @Nullable WorkerMessage lastSample;
    private @Nullable WorkerMessage lastTraffic;
    private @Nullable String lastEgress;

    /**
     * @param out takes each message
     */
    public Reports(Consumer<WorkerMessage> out, String incarnation, String service, Time time) {
        this.out = out;
        this.incarnation = incarnation;
        this.service = service;
        beat = new Every(BEAT, time);
        sample = new Every(SAMPLE, time);
        traffic = new Every(TRAFFIC, time);
    }

    void hello(String version) {
        long pid = ProcessHandle.current().pid();
        out.accept(new WorkerMessage.Hello(incarnation, LineCodec.PROTOCOL, pid, version));
    }

    /** Where the browser's own DevTools listen. */
    void debugPort(int port) {
        out.accept(new WorkerMessage.DebugPort(incarnation, port));
    }

    void phase(Phase phase) {
        out.accept(new WorkerMessage.PhaseChanged(incarnation, service, phase));
    }

    /** The browser answered. */
    void answered() {
        if (beat.isDue()) {
            out.accept(new WorkerMessage.Heartbeat(incarnation, ++beats));
        }
    }

    void sample(Status status, Optional<String> egressIp, String extensionVersion) {
        WorkerMessage now =
                new WorkerMessage.Sample(
                        incarnation,
                        service,
                        status.connected(),
                        status.networkQuality(),
                        status.points(),
                        status.devices(),
                        status.uptimeSeconds(),
                        egressIp.orElse(null),
                        status.listed(),
                        extensionVersion);
        boolean due = sample.isDue();
        if (due || !now.equals(lastSample)) {
            out.accept(now);
            lastSample = now;
        }
    }

    /** The address the node goes out by, where that is news. */
    void egress(String ip) {
        if (!ip.equals(lastEgress)) {
            out.accept(new WorkerMessage.Egress(incarnation, ip));
            lastEgress = ip;
        }
    }

    void traffic(Traffic counts) {
        if (!message(counts).equals(lastTraffic) && traffic.isDue()) {
            lastTraffic(counts);
        }
    }

    /** The counts at the end, however lately they were told. */
    void lastTraffic(Traffic counts) {
        WorkerMessage now = message(counts);
        if (!now.equals(lastTraffic)) {
            out.accept(now);
            lastTraffic = now;
        }
    }

    private WorkerMessage message(Traffic counts) {
        Map<String, Long> failures = new HashMap<>();
        counts.failures().forEach((fault, count) -> failures.put(fault.wireName(), count));
        return new WorkerMessage.Traffic(
                incarnation,
                counts.sentBytes(),
                counts.receivedBytes(),
                counts.refused(),
                new WorkerMessage.ByClass(
                        of(counts, Destination.SERVICE),
                        of(counts, Destination.CONTROL),
                        of(counts, Destination.OTHER)),
                failures,
                new WorkerMessage.ConnectTimes(
                        counts.connects().counts(), counts.connects().sumSeconds()));
    }

    private static WorkerMessage.ClassTraffic of(Traffic counts, Destination destination) {
        Traffic.Bytes bytes =
                counts.byClass().getOrDefault(destination, new Traffic.Bytes(0, 0, 0));
        return new WorkerMessage.ClassTraffic(bytes.sent(), bytes.received(), bytes.connections());
    }

    void humanNeeded(Reason reason, String detail) {
        out.accept(new WorkerMessage.HumanNeeded(incarnation, service, reason, detail));
    }

    /** What is mended without a restart. */
    void mending(Reason reason, String detail) {
        out.accept(new WorkerMessage.Mending(incarnation, service, reason, detail));
        // Whatever the next sample says is news.
        lastSample = null;
    }

    /** A fault of the service's. */
    void serviceFault(Reason reason, String detail) {
        out.accept(new WorkerMessage.Fault(incarnation, service, reason, detail));
    }

    /** The service wants to be left alone for so long. */
    void rateLimited(String detail, Duration retryAfter) {
        out.accept(
                new WorkerMessage.RateLimited(
                        incarnation, service, detail, retryAfter.toSeconds()));
    }

    /** The form is there to be filled in. */
    void signInWanted() {
        out.accept(new WorkerMessage.SignInWanted(incarnation, service));
    }

    /** What a probe found. */
    void probed(String place, Verdict verdict, String detail) {
        out.accept(new WorkerMessage.Probed(incarnation, service, place, verdict, detail));
    }

    /** A fault of the worker as a whole. */
    void fault(Reason reason, String detail) {
        out.accept(new WorkerMessage.Fault(incarnation, null, reason, detail));
    }

    void goodbye() {
        out.accept(new WorkerMessage.Goodbye(incarnation));
    }
}
