package dev.lawn.worker.session;

import dev.lawn.common.protocol.LineCodec;
import dev.lawn.common.protocol.SupervisorMessage.Check;
import dev.lawn.common.protocol.SupervisorMessage.Way;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.protocol.WorkerMessage.CheckResult;
import dev.lawn.common.protocol.WorkerMessage.Checked;
import dev.lawn.common.time.Time;
import dev.lawn.worker.relay.OwnProcesses;
import dev.lawn.worker.relay.Peers;
import dev.lawn.worker.relay.Relay;
import dev.lawn.worker.relay.RelaySettings;
import dev.lawn.worker.relay.UpstreamFailure;
import dev.lawn.worker.service.ExitIp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * In place of a node's life: tries ways out, all at once, each by a relay like a node's own, so
 * that what is told here is what a node would meet.
 */
public final class WayOutCheck {

    private final Check check;
    private final Consumer<WorkerMessage> out;
    private final Time time;
    private final String version;
    private final Peers peers = new OwnProcesses();

    /**
     * @param out takes each message; called by one thread at a time
     * @param version of the worker, for people
     */
    public WayOutCheck(Check check, Consumer<WorkerMessage> out, Time time, String version) {
        this.check = check;
        this.out = out;
        this.time = time;
        this.version = version;
    }

    /** Tries them, tells what became of each as it is known, and returns the exit code. */
    public int run() {
        long pid = ProcessHandle.current().pid();
        say(new WorkerMessage.Hello(check.incarnation(), LineCodec.PROTOCOL, pid, version));
        List<Thread> all =
                check.ways().stream()
                        .map(way -> Thread.ofVirtual().name("check").start(() -> say(tried(way))))
                        .toList();
        try {
            for (Thread each : all) {
                each.join();
            }
        } catch (InterruptedException _) {
            return NodeSession.FAULT;
        }
        say(new WorkerMessage.Goodbye(check.incarnation()));
        return NodeSession.GOODBYE;
    }

    private synchronized void say(WorkerMessage message) {
        out.accept(message);
    }

    private Checked tried(Way way) {
        long began = time.nanos();
        Duration patience = Duration.ofMillis(check.patienceMillis());
        try (Relay relay = Relay.start(settings(way))) {
            ExitIp.Answer answer = new ExitIp(way.ask(), relay.address(), patience, time).ask();
            return switch (answer) {
                case ExitIp.Known(String ip) -> checked(way, CheckResult.OK, null, began, ip);
                case ExitIp.Unknown unknown -> failed(way, unknown, relay.lastFailure(), began);
            };
        } catch (IOException e) {
            return checked(
                    way,
                    CheckResult.UNPROVEN,
                    "cannot open a relay: " + e.getMessage(),
                    began,
                    null);
        }
    }

    private RelaySettings settings(Way way) {
        return RelaySettings.asking(way.proxy(), way.ask(), peers);
    }

    /** The relay knows more of what is wrong on the way than who waits at its end. */
    private Checked failed(
            Way way, ExitIp.Unknown unknown, Optional<UpstreamFailure> failure, long began) {
        return failure.map(f -> checked(way, CheckResults.of(f), f.detail(), began, null))
                .orElseGet(
                        () ->
                                checked(
                                        way,
                                        CheckResults.of(unknown.trouble()),
                                        unknown.detail(),
                                        began,
                                        null));
    }

    private Checked checked(
            Way way,
            CheckResult result,
            @Nullable String detail,
            long began,
            @Nullable String egressIp) {
        long millis = Duration.ofNanos(time.nanos() - began).toMillis();
        return new Checked(check.incarnation(), way.name(), result, detail, millis, egressIp);
    }
}
