package dev.lawn.supervisor.node;

import dev.lawn.common.model.PlainText;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.ExitReport;
import dev.lawn.supervisor.process.LaunchException;
import dev.lawn.supervisor.process.WorkerProcess;
import dev.lawn.supervisor.state.NodeMemory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
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

    /** A full disk may have room again. */
    private static final Duration WRITE_AGAIN = Duration.ofSeconds(30);

    private final NodeHost host;
    private final Time time;
    private final Consumer<NodeView> published;
    private final BlockingQueue<NodeEvent> mailbox = new LinkedBlockingQueue<>();
    private final Remembrance remembrance;
    private final NodeLedger ledger;

    private final CurrentWorker worker;
    private final WakeUp wakeUp;
    private final AtomicLong posted = new AtomicLong();

    private final AtomicLong taken = new AtomicLong();

    /** What the next start goes by. */
    private volatile NodePlan plan;

    /** As patient as the plan says that the worker was started by. */
    private NodeMachine machine;

    private NodeState state;
    private Instant since;
    private volatile NodeView view;
    private boolean hasEnded;

    /**
     * An actor that does not run yet.
     *
     * @param published told of every new view whose state or reason differs from the last, on the
     *     actor's thread
     * @throws IOException where what is remembered of the node cannot be read now
     */
    public NodeActor(NodePlan plan, NodeHost host, Consumer<NodeView> published)
            throws IOException {
        this.plan = plan;
        this.host = host;
        this.time = host.time();
        this.published = published;
        this.worker = new CurrentWorker(plan, host, this::post);
        this.wakeUp =
                new WakeUp(time, () -> view().state().isLive(), () -> post(new NodeEvent.Tick()));
        this.machine = machine(plan, host);
        this.remembrance = new Remembrance(plan, host.memories(), time);
        this.ledger = new NodeLedger(remembrance.last());
        this.state = remembrance.initialState();
        this.since = since(remembrance.last().quarantine(), time);
        noteTraffic();
        this.view = viewNow();
    }

    private NodeView viewNow() {
        return ledger.view(
                state,
                since,
                host.signIns().detail(plan.name()),
                host.waysOut().left(plan, ledger.today(time.now())));
    }

    private static NodeMachine machine(NodePlan plan, NodeHost host) {
        return new NodeMachine(
                NodeTimings.of(plan.service().timings()),
                host.backoff(),
                new FailurePolicy(host.mostFailedStarts()));
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
        posted.incrementAndGet();
        mailbox.add(event);
    }

    /**
     * Takes no more events. Only for who is told of a new view, on the actor's own thread: a node
     * that is stopped may go.
     */
    public void end() {
        hasEnded = true;
    }

    public NodePlan plan() {
        return plan;
    }

    /**
     * By what its worker was started, with the extension that it loaded; where it has none, {@link
     * #plan()}.
     */
    public NodePlan inForce() {
        return view.marker() == null ? plan : worker.launched();
    }

    /** The node as it was after its last event. */
    public NodeView view() {
        return view;
    }

    /** For tests: whether everything posted so far has been dealt with. */
    boolean isIdle() {
        // In this order: what is posted meanwhile is not taken yet.
        return taken.get() == posted.get();
    }

    private void takeEvents() {
        try {
            while (!hasEnded) {
                NodeEvent event = mailbox.take();
                take(event);
                taken.incrementAndGet();
                worker.heard(event);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One thing that fails must not end the node, nor keep the rest of it from being done. */
    private void take(NodeEvent event) {
        String what = event.getClass().getSimpleName();
        NodeState was = state;
        List<Effect> effects = new ArrayList<>();
        attempt(
                what,
                () -> {
                    note(event);
                    Reason hold = host.pacing().hold(plan.name());
                    Transition transition = machine.next(state, event, hold, time.nanos());
                    enter(transition.next());
                    effects.addAll(transition.effects());
                });
        // Before anything follows from it.
        attempt("memory", this::remember);
        effects.forEach(effect -> attempt(what, () -> carryOut(effect)));
        // A launch counts as a restart.
        attempt("memory", this::remember);
        if (event instanceof NodeEvent.Exited exited) {
            attempt("evidence", () -> keepEvidence(was, exited));
        }
        attempt("alarm", () -> wakeUp.set(wakeAt()));
        attempt("view", this::publish);
    }

    private void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            // An Error too: jars that were replaced under us must not freeze what is shown.
            LOG.error("{}: {} failed", plan.name(), what, e);
        }
    }

    private void remember() {
        remembrance.keep(state, ledger);
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
            case NodeEvent.Said said when worker.is(said.message().incarnation()) -> {
                ledger.said(said.message(), time.now());
                noteForAccount(said.message());
                noteWayOut(said.message());
            }
            case NodeEvent.LeaveRefused refused when worker.is(refused.incarnation()) ->
                    ledger.refused(refused.reason(), refused.detail());
            case NodeEvent.Exited exited when worker.is(exited.incarnation()) -> {
                ledger.ended();
                worker.gone();
            }
            case NodeEvent.Replanned replanned -> {
                plan = replanned.plan();
                noteTraffic();
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
                    NodeEvent.LeaveGiven _,
                    NodeEvent.LeaveRefused _,
                    NodeEvent.Recycle _,
                    NodeEvent.CodeGiven _,
                    NodeEvent.SignInAnew _,
                    NodeEvent.HoldChanged _,
                    NodeEvent.Tick _ -> {}
        }
    }

    /** It holds for every node of the account, whatever becomes of this one. */
    private void noteForAccount(WorkerMessage message) {
        if (message instanceof WorkerMessage.RateLimited limited) {
            Duration lasts = Duration.ofSeconds(limited.seconds());
            host.signIns().rateLimited(worker.launched(), lasts, limited.detail());
        } else if (message instanceof WorkerMessage.Fault fault
                && fault.reason() == Reason.LOGIN_REJECTED) {
            host.signIns().rejected(worker.launched(), fault.detail());
        }
    }

    /** Before anything is decided: what must not pass is held from this very message on. */
    private void noteWayOut(WorkerMessage message) {
        switch (message) {
            case WorkerMessage.Egress egress -> noteExitIp(egress.ip());
            case WorkerMessage.Sample sample when sample.egressIp() != null ->
                    noteExitIp(sample.egressIp());
            case WorkerMessage.Traffic _ -> noteTraffic();
            case WorkerMessage _ -> {}
        }
    }

    private void noteExitIp(String text) {
        String ip = PlainText.of(text);
        ledger.goesOutBy(ip)
                .ifPresent(before -> LOG.warn("{}: exit IP {}, was {}", plan.name(), ip, before));
        host.waysOut()
                .seen(worker.launched(), ip)
                .ifPresent(why -> ledger.refused(Reason.EGRESS_LEAK, why));
    }

    private void noteTraffic() {
        host.waysOut().used(plan, ledger.today(time.now())).ifPresent(ledger::spent);
    }

    private void enter(NodeState next) {
        if (next.name() != state.name()) {
            since = time.now();
        }
        if (state instanceof NodeState.Starting && !(next instanceof NodeState.Starting)) {
            worker.hasLoaded();
        }
        state = next;
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.AskForSlot(long ticket) ->
                    host.pacing().ask(plan.name(), () -> slotGranted(ticket));
            case Effect.GiveBackSlot _ -> host.pacing().giveBack(plan.name());
            case Effect.Launch launch -> launch(launch);
            case Effect.HandOver(String incarnation, Secret code) ->
                    worker.handOver(incarnation, code);
            case Effect.AskForLeave(String incarnation) ->
                    host.signIns().ask(plan.name(), answer -> post(event(incarnation, answer)));
            case Effect.GiveLeave(String incarnation) -> worker.giveLeave(incarnation);
            case Effect.ForgetPerson(String incarnation) -> worker.forgetPerson(incarnation);
            case Effect.Take take -> worker.climb(take);
        }
    }

    private static NodeEvent event(String incarnation, SignIns.Answer answer) {
        return switch (answer) {
            case SignIns.Answer.Given _ -> new NodeEvent.LeaveGiven(incarnation);
            case SignIns.Answer.Refused(Reason reason, String detail) ->
                    new NodeEvent.LeaveRefused(incarnation, reason, detail);
        };
    }

    private void slotGranted(long ticket) {
        String incarnation = host.launcher().incarnationId(plan.name());
        double patience = host.patience().getAsDouble();
        post(new NodeEvent.SlotGranted(ticket, incarnation, patience));
    }

    private void launch(Effect.Launch launch) {
        machine = machine(plan, host);
        remembrance.launched(plan);
        try {
            WorkerProcess process = worker.launch(plan, launch);
            ledger.launched(launch.after(), process.pid(), process.marker());
        } catch (LaunchException e) {
            LOG.error("{}: the worker cannot be started: {}", plan.name(), e.getMessage());
            post(new NodeEvent.LaunchFailed(launch.incarnation(), e.reason()));
        }
    }

    /** What could not be written down is tried again, even where the state needs no clock. */
    private @Nullable Long wakeAt() {
        Long stateAt = state.wakeAt();
        if (remembrance.isKept()) {
            return stateAt;
        }
        long again = time.nanos() + WRITE_AGAIN.toNanos();
        return stateAt == null ? again : Math.min(stateAt, again);
    }

    private void publish() {
        NodeView last = view;
        view = viewNow();
        if (last.state() != view.state() || last.reason() != view.reason()) {
            LOG.info(
                    "{}: {} {} {}{}",
                    plan.name(),
                    view.state(),
                    view.reason(),
                    view.detail(),
                    view.state() == StateName.NEEDS_HUMAN ? "; lawn open " + plan.name() : "");
            published.accept(view);
        }
    }
}
