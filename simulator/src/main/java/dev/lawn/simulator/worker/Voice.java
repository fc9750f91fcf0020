package dev.lawn.simulator.worker;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.Phase;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** What a worker says, with figures made up from its name and its beats. */
final class Voice {

    private static final double QUALITY = 0.8;
    private static final double POINTS_PER_BEAT = 0.2;
    private static final long BYTES_PER_BEAT = 1000;

    /** See {@code traffic} in docs/protocol.md. */
    private static final int SECONDS_OF_TRAFFIC = 5;

    private final OutputStream out;
    private final Assignment assignment;
    private long beats;

    Voice(OutputStream out, Assignment assignment) {
        this.out = out;
        this.assignment = assignment;
    }

    void hello() throws IOException {
        say(
                new WorkerMessage.Hello(
                        incarnation(),
                        LineCodec.PROTOCOL,
                        ProcessHandle.current().pid(),
                        "scripted"));
    }

    void phase(Phase phase) throws IOException {
        say(new WorkerMessage.PhaseChanged(incarnation(), service(), phase));
    }

    /** A beat of a worker that is not connected yet. */
    void beat() throws IOException {
        beats++;
        say(new WorkerMessage.Heartbeat(incarnation(), beats));
    }

    /** A beat with all that a connected worker knows. */
    void connectedBeat() throws IOException {
        beat();
        sample();
        traffic();
    }

    /** The same at the pace of a real one, which tells of its traffic every fifth second only. */
    void connectedSecond() throws IOException {
        beat();
        sample();
        if (beats % SECONDS_OF_TRAFFIC == 0) {
            traffic();
        }
    }

    private void sample() throws IOException {
        say(
                new WorkerMessage.Sample(
                        incarnation(),
                        service(),
                        true,
                        QUALITY,
                        beats * POINTS_PER_BEAT,
                        1,
                        beats,
                        egressIp(),
                        true,
                        "1.0.0"));
    }

    private void traffic() throws IOException {
        say(
                new WorkerMessage.Traffic(
                        incarnation(), beats * BYTES_PER_BEAT, 2 * beats * BYTES_PER_BEAT, 0));
    }

    /** A beat of a worker that has lost its way out. */
    void disconnectedBeat() throws IOException {
        beat();
        say(
                new WorkerMessage.Sample(
                        incarnation(),
                        service(),
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        "1.0.0"));
    }

    /** One address of the benchmark network 198.18.0.0/16 (RFC 2544) for each node's name. */
    private String egressIp() {
        int hash = assignment.node().value().hashCode();
        return "198.18.%d.%d".formatted((hash >>> 8) & 0xff, hash & 0xff);
    }

    void fault(Reason reason, String detail) throws IOException {
        say(new WorkerMessage.Fault(incarnation(), service(), reason, detail));
    }

    void humanNeeded(Reason reason, String detail) throws IOException {
        say(new WorkerMessage.HumanNeeded(incarnation(), service(), reason, detail));
    }

    void signInWanted() throws IOException {
        say(new WorkerMessage.SignInWanted(incarnation(), service()));
    }

    void rateLimited(Duration retryAfter) throws IOException {
        say(
                new WorkerMessage.RateLimited(
                        incarnation(),
                        service(),
                        "the page says \"Please wait for %d minutes\""
                                .formatted(retryAfter.toMinutes()),
                        retryAfter.toSeconds()));
    }

    void goodbye() throws IOException {
        say(new WorkerMessage.Goodbye(incarnation()));
    }

    private void say(WorkerMessage message) throws IOException {
        raw(LineCodec.encode(message));
    }

    /** Bytes that are no message. */
    void raw(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    private String incarnation() {
        return assignment.incarnation();
    }

    private String service() {
        return assignment.service().name();
    }
}
