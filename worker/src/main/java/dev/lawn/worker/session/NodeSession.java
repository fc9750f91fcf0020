package dev.lawn.worker.session;

import dev.lawn.common.model.Bind;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.SupervisorMessage.Assignment;
import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.common.service.ServiceDefinition.Window;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.Alarm;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.ChromeLauncher;
import dev.lawn.worker.browser.Commands;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.relay.OwnProcesses;
import dev.lawn.worker.relay.Relay;
import dev.lawn.worker.relay.RelaySettings;
import dev.lawn.worker.service.AskedPerson;
import dev.lawn.worker.service.ExitIp;
import dev.lawn.worker.service.OtpMailbox;
import dev.lawn.worker.service.PageConversation;
import dev.lawn.worker.service.ServiceFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one node, from hello to goodbye or fault. When it returns, its browser is gone.
 *
 * <p>Runs on the thread its {@link StopSignal} interrupts.
 */
public final class NodeSession {

    /** Stopped as asked; the profile is whole. */
    public static final int GOODBYE = 0;

    /** Ended over a fault, which was reported. */
    public static final int FAULT = 1;

    private static final Logger log = LoggerFactory.getLogger(NodeSession.class);

    private final Assignment assignment;
    private final Reports reports;
    private final StopSignal stop;
    private final OtpMailbox codes = new OtpMailbox();
    private final Leave leave;
    private final Alarm alarm = new Alarm();
    private final Patience patience;
    private final String version;

    /**
     * @param leave given by the supervisor when the node may sign in
     * @param version of the worker, for people
     */
    public NodeSession(
            Assignment assignment,
            Reports reports,
            Time time,
            StopSignal stop,
            Leave leave,
            String version) {
        this.assignment = assignment;
        this.reports = reports;
        this.stop = stop;
        this.leave = leave;
        this.version = version;
        patience = new Patience(time, alarm);
    }

    /** A person has this one-time code for the page that waits for one. Thread-safe. */
    public void takeCode(Secret code) {
        codes.put(code);
    }

    /** What the service asked of a person holds back the next sign-in no more. Thread-safe. */
    public void forgetPerson() {
        AskedPerson.of(assignment).forget();
    }

    /** Lives the node's life; returns the process's exit code. */
    public int run() {
        reports.hello(version);
        Bind bind = assignment.bind();
        if (bind != null && bind.addresses().isEmpty()) {
            reports.fault(
                    Reason.BIND_UNAVAILABLE,
                    "this host has no address or interface %s that is up; see: ip address"
                            .formatted(bind));
            return FAULT;
        }
        try (Relay relay = Relay.start(RelaySettings.of(assignment, new OwnProcesses()))) {
            return run(node(relay));
        } catch (IOException e) {
            reports.fault(Reason.INTERNAL, "cannot open the relay: " + e.getMessage());
            return FAULT;
        }
    }

    private Node node(Relay relay) {
        ServiceDefinition service = assignment.service();
        ExitIp exitIp =
                new ExitIp(
                        service.egress().ask(), relay.address(), ExitIp.PATIENCE, patience.time());
        ExitIpWatch watch =
                new ExitIpWatch(exitIp::ask, service.timings().egress(), patience.time());
        return new Node(
                assignment,
                relay,
                watch,
                new PageConversation(assignment.service(), patience.time()),
                launcher(relay, watch),
                new Remedies(patience.time()),
                codes,
                reports,
                leave,
                patience);
    }

    private ChromeLauncher launcher(Relay relay, ExitIpWatch exitIp) {
        return new ChromeLauncher(
                assignment.browser(),
                assignment.service().extension(),
                Window.orUsual(assignment.service().signIn().window()),
                relay.address(),
                new Commands(alarm, () -> answered(relay, exitIp)),
                patience,
                assignment.patience());
    }

    /** Also while the browser starts: the exit IP is known by the time it is needed. */
    private void answered(Relay relay, ExitIpWatch exitIp) {
        reports.answered();
        exitIp.latest().ip().ifPresent(reports::egress);
        reports.traffic(relay.traffic());
    }

    private int run(Node node) {
        try {
            throw new AssertionError(lastOf(node, new Starting(node)));
        } catch (InterruptedException _) {
            return stopped(node);
        } catch (UncheckedIOException e) {
            log.warn("{}", e.getMessage());
            return ended(node, false, () -> {});
        } catch (BrowserFault e) {
            return ended(
                    node, !e.leavesBrowserToQuit(), () -> reports.fault(e.reason(), detail(e)));
        } catch (ServiceFault e) {
            return ended(node, false, () -> report(e));
        } catch (RuntimeException | Error e) {
            log.error("unforeseen: {}", StackTraces.withoutMessages(e));
            return ended(node, false, () -> reports.fault(Reason.INTERNAL, where(e)));
        }
    }

    /** Never returns: the life of a node ends by an exception. */
    private static Stage lastOf(Node node, Stage first) throws InterruptedException {
        Stage stage = first;
        while (true) {
            try {
                stage = stage.run();
            } catch (BrowserFault e) {
                stage = remedy(node, stage, e);
            }
        }
    }

    private static Stage remedy(Node node, Stage stage, BrowserFault fault) {
        Optional<Stage> mending = fault.isMendable() ? stage.mending(fault) : Optional.empty();
        if (mending.isEmpty() || !node.remedies().tryOne()) {
            throw fault;
        }
        return mending.get();
    }

    private int stopped(Node node) {
        stop.ending();
        log.info("stopping");
        node.launcher().end();
        try {
            reports.lastTraffic(node.relay().traffic());
            reports.goodbye();
            return GOODBYE;
        } catch (UncheckedIOException e) {
            log.warn("no goodbye: {}", e.getMessage());
            return FAULT;
        }
    }

    /** Reports first, since ending may take its time; and ends whether or not anyone listens. */
    private int ended(Node node, boolean beyondQuit, Runnable report) {
        stop.ending();
        try {
            reports.lastTraffic(node.relay().traffic());
            report.run();
        } catch (UncheckedIOException e) {
            log.warn("{}", e.getMessage());
        } finally {
            if (beyondQuit) {
                node.launcher().kill();
            } else {
                node.launcher().end();
            }
        }
        return FAULT;
    }

    private void report(ServiceFault e) {
        Duration retryAfter = e.retryAfter();
        if (retryAfter == null) {
            reports.serviceFault(e.reason(), detail(e));
        } else {
            reports.rateLimited(detail(e), retryAfter);
        }
    }

    private static String detail(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }

    /** The message of an unforeseen error may hold anything; its place does not. */
    private static String where(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
