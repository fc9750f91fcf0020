package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.ExitReport;
import dev.lawn.supervisor.process.LaunchException;
import dev.lawn.supervisor.process.WorkerListener;
import dev.lawn.supervisor.process.WorkerProcess;
import dev.lawn.supervisor.state.NodeMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of one node's state. Everyone else posts events; a virtual thread takes them one
 * by one, asks the machine what follows, does it, and publishes a new view.
 */
public final class NodeActor {

    private static final Logger LOG = LoggerFactory.getLogger(NodeActor.class);

    private static final int MOST_UNREAD = 256;

    /**
     * An alarm so late means that we ourselves were stopped: SIGSTOP, a frozen cgroup, a paused VM.
     */
    private static final Duration LATE = Duration.ofSeconds(2);

    /** Then what the workers said meanwhile is heard before anything is decided. */
    private static final Duration CATCH_UP = Duration.ofSeconds(5);

    private final NodePlan plan;
    private final NodeMachine machine;
    private final NodeHost host;
    private final Time time;
    private final Consumer<NodeView> published;
    private final BlockingQueue<NodeEvent> mailbox = new LinkedBlockingQueue<>();
    private final Remembrance remembrance;
    private final NodeLedger ledger;

    /** A worker that talks faster than we listen waits, and fills nobody's memory but its own. */
    private final Semaphore unread = new Semaphore(MOST_UNREAD);

    private NodeState state;
    private Instant since;
    private @Nullable WorkerProcess worker;
    private Time.@Nullable Scheduled alarm;
    private volatile NodeView view;

    /**
     * An actor that does not run yet.
     *
     * @param published told of every new view whose state or reason differs from the last, on the
     *     actor's thread
     */
    public NodeActor(NodePlan plan, NodeHost host, Consumer<NodeView> published) {
        this.plan = plan;
        this.host = host;
        this.time = host.time();
        this.published = published;
        this.machine =
                new NodeMachine(
                        NodeTimings.of(plan.service().timings()),
                        host.backoff(),
                        new FailurePolicy(host.mostFailedStarts()));
        this.remembrance = new Remembrance(plan, host.memories(), time);
        this.ledger = new NodeLedger(remembrance.last());
        this.state = remembrance.initialState();
        this.since = since(remembrance.last().quarantine(), time);
        this.view = ledger.view(state, since);
    }

    private static Instant since(NodeMemory.@Nullable Quarantine quarantine, Time time) {
        return quarantine == null ? time.now() : quarantine.since();
    }

    /** Takes events from now on, and starts the node unless it is in quarantine. Called once. */
    public void start() {
        post(new NodeEvent.Begun(remembrance.failures()));
        Thread.ofVirtual().name("node-" + plan.name()).start(this::takeEvents);
    }

    /** Hands an event to the node. Never blocks. */
    public void post(NodeEvent event) {
        mailbox.add(event);
    }

    public NodePlan plan() {
        return plan;
    }

    /** The node as it was after its last event. */
    public NodeView view() {
        return view;
    }

    private void takeEvents() {
        try {
            while (true) {
                NodeEvent event = mailbox.take();
                take(event);
                if (event instanceof NodeEvent.Said) {
                    unread.release();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(NodeEvent event) {
        try {
            note(event);
            Reason hold = host.pacing().hold(plan.name());
            Transition transition = machine.next(state, event, hold, time.nanos());
            NodeState was = state;
            enter(transition.next());
            remembrance.keep(state, ledger);
            transition.effects().forEach(this::carryOut);
            // A launch counts as a restart.
            remembrance.keep(state, ledger);
            if (event instanceof NodeEvent.Exited exited) {
                keepEvidence(was, exited);
            }
        } catch (RuntimeException e) {
            // One event must not end the node: the alarm finds a state with a deadline.
            LOG.error("{}: {} failed", plan.name(), event.getClass().getSimpleName(), e);
        } finally {
            setAlarm();
            publish();
        }
    }

    /** Of each end that nobody asked for, or that took force. */
    private void keepEvidence(NodeState was, NodeEvent.Exited exited) {
        ExitReport report = exited.report();
        Reason cause = was instanceof NodeState.Stopping stop ? stop.reason() : state.reason();
        if (report == null || cause == null) {
            return;
        }
        if (!report.isClean() || was instanceof NodeState.Live) {
            host.deaths().keep(plan.name(), exited.incarnation(), cause, report);
        }
    }

    private void note(NodeEvent event) {
        switch (event) {
            case NodeEvent.Said said when isCurrent(said.message().incarnation()) ->
                    ledger.said(said.message(), time.now());
            case NodeEvent.Exited exited when isCurrent(exited.incarnation()) -> {
                ledger.ended();
                worker = null;
            }
            case NodeEvent.Said _,
                    NodeEvent.Exited _,
                    NodeEvent.Begun _,
                    NodeEvent.StartRequested _,
                    NodeEvent.StopRequested _,
                    NodeEvent.RestartRequested _,
                    NodeEvent.SlotGranted _,
                    NodeEvent.LaunchFailed _,
                    NodeEvent.Misbehaved _,
                    NodeEvent.Recycle _,
                    NodeEvent.HoldChanged _,
                    NodeEvent.Tick _ -> {}
        }
    }

    private boolean isCurrent(String incarnation) {
        return worker != null && worker.incarnation().equals(incarnation);
    }

    private void enter(NodeState next) {
        if (next.name() != state.name()) {
            since = time.now();
        }
        state = next;
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.AskForSlot(long ticket) ->
                    host.pacing().ask(plan.name(), () -> slotGranted(ticket));
            case Effect.GiveBackSlot _ -> host.pacing().giveBack(plan.name());
            case Effect.Launch launch -> launch(launch);
            case Effect.Take take -> climb(take);
        }
    }

    private void slotGranted(long ticket) {
        String incarnation = host.launcher().incarnationId(plan.name());
        double patience = host.patience().getAsDouble();
        post(new NodeEvent.SlotGranted(ticket, incarnation, patience));
    }

    private void launch(Effect.Launch launch) {
        String incarnation = launch.incarnation();
        LOG.info("{}: start as {}", plan.name(), incarnation);
        try {
            WorkerProcess launched =
                    host.launcher()
                            .launch(plan, incarnation, launch.patience(), listener(incarnation));
            worker = launched;
            ledger.launched(launch.after(), launched.pid(), launched.marker());
        } catch (LaunchException e) {
            LOG.error("{}: the worker cannot be started: {}", plan.name(), e.getMessage());
            post(new NodeEvent.LaunchFailed(incarnation, e.reason()));
        }
    }

    private WorkerListener listener(String incarnation) {
        return new WorkerListener() {
            @Override
            public void said(WorkerMessage message) {
                unread.acquireUninterruptibly();
                post(new NodeEvent.Said(message));
            }

            @Override
            public void misbehaved(String detail) {
                LOG.warn("{}: {} {}", plan.name(), incarnation, detail);
                post(new NodeEvent.Misbehaved(incarnation));
            }

            @Override
            public void exited(ExitReport report) {
                LOG.info("{}: {} {}", plan.name(), incarnation, report);
                post(new NodeEvent.Exited(incarnation, report));
            }
        };
    }

    private void climb(Effect.Take take) {
        WorkerProcess current = worker;
        if (current == null || !current.incarnation().equals(take.incarnation())) {
            // Nothing runs under that id: then it has ended, and the stop with it.
            post(new NodeEvent.Exited(take.incarnation()));
            return;
        }
        LOG.info("{}: {} {}", plan.name(), take.action(), take.incarnation());
        switch (take.action()) {
            case ASK -> current.send(new SupervisorMessage.Stop());
            case DUMP_THREADS -> current.send(new SupervisorMessage.DumpThreads());
            case TERMINATE -> current.terminate();
            case KILL -> current.kill();
        }
    }

    /** One alarm at a time, always for the state we are in. */
    private void setAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        Long wakeAt = state.wakeAt();
        if (wakeAt != null) {
            long delay = Math.max(0, wakeAt - time.nanos());
            alarm = time.schedule(Duration.ofNanos(delay), () -> wake(wakeAt));
        }
    }

    private void wake(long wakeAt) {
        if (time.nanos() - wakeAt > LATE.toNanos()) {
            time.schedule(CATCH_UP, () -> post(new NodeEvent.Tick()));
        } else {
            post(new NodeEvent.Tick());
        }
    }

    private void publish() {
        NodeView last = view;
        view = ledger.view(state, since);
        if (last.state() != view.state() || last.reason() != view.reason()) {
            LOG.info("{}: {} {} {}", plan.name(), view.state(), view.reason(), view.detail());
            published.accept(view);
        }
    }
}
