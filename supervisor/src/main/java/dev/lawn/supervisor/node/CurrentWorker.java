package dev.lawn.supervisor.node;

import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.supervisor.plan.ExtensionPin;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.ExitReport;
import dev.lawn.supervisor.process.LaunchException;
import dev.lawn.supervisor.process.WorkerListener;
import dev.lawn.supervisor.process.WorkerProcess;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker that a node has, or had last, and by what it was started. Owned by the node's actor;
 * what it is told about a worker that is gone does nothing.
 */
final class CurrentWorker {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentWorker.class);

    private static final int MOST_UNREAD = 256;

    private final NodeHost host;
    private final Consumer<NodeEvent> mailbox;

    /** A worker that talks faster than we listen waits, and fills nobody's memory but its own. */
    private final Semaphore unread = new Semaphore(MOST_UNREAD);

    private volatile NodePlan launched;
    private @Nullable WorkerProcess process;

    /**
     * @param plan of the node, which has had no worker yet
     * @param mailbox takes what the worker says, and its end
     */
    CurrentWorker(NodePlan plan, NodeHost host, Consumer<NodeEvent> mailbox) {
        this.launched = plan;
        this.host = host;
        this.mailbox = mailbox;
    }

    /** What the latest worker was given, with the extension it found. Any thread may ask. */
    NodePlan launched() {
        return launched;
    }

    /** Whether that is the worker there is. */
    boolean is(String incarnation) {
        return process != null && process.incarnation().equals(incarnation);
    }

    /** An event of the mailbox has been dealt with. */
    void heard(NodeEvent event) {
        if (event instanceof NodeEvent.Said) {
            unread.release();
        }
    }

    /** It has ended. */
    void gone() {
        process = null;
    }

    /**
     * Starts another, by that plan.
     *
     * @throws LaunchException where there is none then
     */
    WorkerProcess launch(NodePlan plan, Effect.Launch launch) throws LaunchException {
        String incarnation = launch.incarnation();
        LOG.info("{}: start as {}", plan.name(), incarnation);
        launched = plan.withExtension(locked(plan));
        WorkerProcess begun =
                host.launcher().launch(plan, incarnation, launch.patience(), listener(incarnation));
        process = begun;
        return begun;
    }

    /** On the disk now; whatever the plan says, that is what a browser loads. */
    private @Nullable ExtensionPin locked(NodePlan plan) {
        ExtensionPin planned = plan.extension();
        return planned == null ? null : host.locks().now(planned);
    }

    /** It is up: one that was replaced while it came up may be the old one or the new one. */
    void hasLoaded() {
        ExtensionPin before = launched.extension();
        if (before != null && !before.equals(locked(launched))) {
            launched = launched.withExtension(null);
        }
    }

    private WorkerListener listener(String incarnation) {
        return new WorkerListener() {
            @Override
            public void said(WorkerMessage message) {
                unread.acquireUninterruptibly();
                mailbox.accept(new NodeEvent.Said(message));
            }

            @Override
            public void misbehaved(String detail) {
                LOG.warn("{}: {} {}", launched.name(), incarnation, detail);
                mailbox.accept(new NodeEvent.Misbehaved(incarnation));
            }

            @Override
            public void exited(ExitReport report) {
                LOG.info("{}: {} {}", launched.name(), incarnation, report);
                mailbox.accept(new NodeEvent.Exited(incarnation, report));
            }
        };
    }

    void giveLeave(String incarnation) {
        tell(incarnation, new SupervisorMessage.SignIn());
    }

    void forgetPerson(String incarnation) {
        tell(incarnation, new SupervisorMessage.ForgetPerson());
    }

    void handOver(String incarnation, Secret code) {
        LOG.info("{}: {} gets a one-time code", launched.name(), incarnation);
        tell(incarnation, new SupervisorMessage.Otp(code));
    }

    private void tell(String incarnation, SupervisorMessage message) {
        WorkerProcess current = process;
        if (current != null && is(incarnation)) {
            current.send(message);
        }
    }

    void climb(Effect.Take take) {
        WorkerProcess current = process;
        if (current == null || !is(take.incarnation())) {
            // Nothing runs under that id: then it has ended, and the stop with it.
            mailbox.accept(new NodeEvent.Exited(take.incarnation()));
            return;
        }
        LOG.info("{}: {} {}", launched.name(), take.action(), take.incarnation());
        switch (take.action()) {
            case ASK -> current.send(new SupervisorMessage.Stop());
            case DUMP_THREADS -> current.send(new SupervisorMessage.DumpThreads());
            case TERMINATE -> current.terminate();
            case KILL -> current.kill();
        }
    }
}
