package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.node.BackoffPolicy;
import dev.lawn.supervisor.node.NodeActor;
import dev.lawn.supervisor.node.NodeEvent;
import dev.lawn.supervisor.node.NodeHost;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.plan.PlanDiff;
import dev.lawn.supervisor.state.Boot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All nodes of one plan: starts them, passes requests on, takes snapshots, stops them. */
public final class Fleet {

    private enum Stage {
        NEW,
        RUNNING,
        STOPPING
    }

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final Time time;
    private final ProcessSampler sampler;
    private final DiskSampler disk;
    private final FleetEdge edge;
    private final NodeHost host;
    private final Consumer<NodeSnapshot> changed;
    private final HostPacing pacing;
    private final Snapshots snapshots;
    private final ExtensionRollouts rollouts;
    private final TrafficBudget traffic;
    private final ExitIps exitIps;
    private FleetPlan plan;
    private volatile Roster roster = Roster.EMPTY;
    private final SignInDesk signIns;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile Stage stage = Stage.NEW;

    /**
     * A fleet that does not run yet.
     *
     * @param edge what the fleet works on
     * @param changed told of a node each time its state or reason changes; must not block
     * @throws IOException where what is remembered of a node cannot be read now
     */
    public Fleet(FleetPlan plan, FleetEdge edge, Consumer<NodeSnapshot> changed)
            throws IOException {
        this.plan = plan;
        this.edge = edge;
        this.time = edge.time();
        this.changed = changed;
        this.sampler =
                new ProcessSampler(
                        () -> roster.incarnations(),
                        new MemoryCap(
                                plan.limits().memoryPerNode(),
                                () -> ThreadLocalRandom.current().nextDouble()),
                        time,
                        this::recycle);
        this.disk =
                new DiskSampler(this::folders, plan.limits().diskPerNode(), time, this::recycle);
        this.snapshots = new Snapshots(sampler, disk);
        DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        this.signIns =
                new SignInDesk(
                        plan.nodes(),
                        SignInBudget.G7,
                        edge.ledgers(),
                        Boot.id(),
                        time,
                        this::holdsChanged);
        this.traffic = new TrafficBudget(time, this::holdsChanged);
        this.pacing = new HostPacing(plan, new TunnelProbe(), this::hold, time, random, told());
        this.exitIps = new ExitIps(plan.hostIps(), pacing::leaks);
        this.host =
                new NodeHost(
                        edge.launcher(),
                        pacing,
                        signIns,
                        new HostWaysOut(exitIps, traffic),
                        edge.memories(),
                        edge.locks(),
                        edge.deaths(),
                        time,
                        new BackoffPolicy(random),
                        plan.limits().failedStarts(),
                        new HostLoad());
        this.rollouts = new ExtensionRollouts(plan, this::seen, this::rollOn, time);
        Map<NodeName, NodeActor> staying = new LinkedHashMap<>();
        for (NodePlan node : plan.nodes()) {
            staying.put(node.name(), actor(node));
        }
        this.roster = new Roster(staying, Map.of(), Map.of());
    }

    private NodeActor actor(NodePlan node) throws IOException {
        NodeActor actor = new NodeActor(node, host, view -> published(node.name(), view));
        if (actor.view().state() == StateName.QUARANTINED) {
            // It begins there, so nobody is told: it holds back no other node of its account.
            signIns.seen(node.name(), StateName.QUARANTINED, actor.view().reason());
        }
        return actor;
    }

    private @Nullable Reason hold(NodeName node) {
        Reason spent = traffic.hold(node);
        return spent == null ? signIns.hold(node) : spent;
    }

    private Map<NodeName, Path> folders() {
        return roster.names().stream().collect(Collectors.toMap(node -> node, edge.folder()));
    }

    private HostPacing.Told told() {
        return new HostPacing.Told() {
            @Override
            public void holdChanged(NodeName node) {
                tell(node, new NodeEvent.HoldChanged());
            }

            // One that waits starts by itself; one whose extension is stuck needs a new browser.
            @Override
            public void canary(NodeName node) {
                NodeActor actor = roster.find(node);
                if (actor != null && actor.view().state() == StateName.DEGRADED) {
                    tell(node, new NodeEvent.Recycle(Reason.SERVICE_OUTAGE));
                }
            }
        };
    }

    private void holdsChanged(Collection<NodeName> nodes) {
        pacing.tell(nodes);
    }

    private void tell(NodeName node, NodeEvent event) {
        NodeActor actor = roster.find(node);
        if (actor != null) {
            actor.post(event);
        }
    }

    /** Empty where it is not there, or runs by another service than it shall. */
    private Optional<RolloutNode> seen(NodeName node, String service) {
        return Optional.ofNullable(roster.staying().get(node))
                .filter(actor -> actor.inForce().service().name().equals(service))
                .map(actor -> seen(actor, actor.view()));
    }

    private RolloutNode seen(NodeActor actor, NodeView view) {
        NodePlan inForce = actor.inForce();
        return new RolloutNode(
                inForce.name(),
                view.state(),
                view.reason(),
                view.marker(),
                inForce.extension(),
                pacing.hold(inForce.name()));
    }

    /** Not under the lock: whoever holds that may ask for a rollout. */
    private void rollOn(NodeName node) {
        if (stage == Stage.RUNNING) {
            tell(node, new NodeEvent.Recycle(Reason.RECONFIGURED));
        }
    }

    private boolean recycle(NodeName node, Reason reason) {
        NodeActor actor = roster.find(node);
        if (actor == null || !actor.view().state().isRecyclable()) {
            return false;
        }
        LOG.info("{} is recycled: {}", node, reason);
        return post(node, new NodeEvent.Recycle(reason));
    }

    private void published(NodeName node, NodeView view) {
        signIns.seen(node, view.state(), view.reason());
        if (!view.state().isLive()) {
            exitIps.gone(node);
        }
        NodeActor actor = roster.find(node);
        if (actor == null) {
            return;
        }
        pacing.seen(actor.inForce(), view);
        changed.accept(snapshots.of(actor, view));
        rollouts.look();
        if (view.state() == StateName.STOPPED && view.reason() == Reason.SHUTDOWN) {
            // The machine leaves this state no more, so each node counts once.
            stopped.countDown();
        } else if (view.state() == StateName.STOPPED && view.reason() == Reason.RECONFIGURED) {
            gone(node, actor);
        }
    }

    /** One that was removed is down. Who shall run under its name next begins anew. */
    private synchronized void gone(NodeName node, NodeActor actor) {
        if (stage == Stage.STOPPING || roster.leaving().get(node) != actor) {
            return;
        }
        NodeActor next = successor(node);
        Roster left = roster.without(node);
        roster = next == null ? left : left.with(node, next, plan.nodes());
        actor.end();
        if (next != null) {
            next.start();
        }
    }

    private @Nullable NodeActor successor(NodeName node) {
        NodePlan successor = roster.successors().get(node);
        try {
            return successor == null ? null : actor(successor);
        } catch (IOException e) {
            LOG.error("{} cannot be started; reload once more, or restart Lawn", node, e);
            return null;
        }
    }

    /**
     * Starts every node that is not in quarantine, as the start slots allow. Called once; too late
     * after a stop.
     */
    public synchronized void start() {
        if (stage != Stage.NEW) {
            return;
        }
        stage = Stage.RUNNING;
        sampler.start();
        disk.start();
        roster.all().forEach(NodeActor::start);
    }

    /** Whether it has been started and not been asked to stop. */
    public boolean isRunning() {
        return stage == Stage.RUNNING;
    }

    /**
     * Asks something of one node. Under the lock, so that nothing starts what is being removed.
     *
     * @return false where there is no node of that name, or the fleet is going down
     */
    public synchronized boolean post(NodeName node, NodeEvent event) {
        NodeActor actor = roster.staying().get(node);
        if (actor == null || stage == Stage.STOPPING) {
            return false;
        }
        actor.post(event);
        return true;
    }

    /** Whether a request to that node may find it. */
    public boolean has(NodeName node) {
        return roster.staying().containsKey(node);
    }

    /**
     * Takes over another plan while it runs: who does not change is not told anything.
     *
     * @return what became of each node; empty where the fleet does not run, or not any more
     * @throws IOException where what is remembered of a new node cannot be read now; then nothing
     *     has changed
     */
    public synchronized Optional<Replanning> replan(FleetPlan next) throws IOException {
        if (stage != Stage.RUNNING) {
            return Optional.empty();
        }
        PlanDiff diff = PlanDiff.between(plan, next);
        Succession succession = Succession.of(diff, roster, this::actor);
        Runnable words = signIns.replan(next.nodes(), diff.restarting());
        plan = diff.appliedTo(plan);
        host.launcher().use(plan.browser());
        roster = succession.after();
        succession.told().forEach(Succession.Told::post);
        // Now that whoever may start has its new plan.
        words.run();
        pacing.replan(plan, diff.redefined());
        exitIps.retain(plan.nodes().stream().map(NodePlan::name).collect(Collectors.toSet()));
        succession.fresh().forEach(NodeActor::start);
        return Optional.of(
                new Replanning(
                        succession.outcomes(),
                        diff.atNextStart(),
                        rollouts.begin(plan, diff.restarting())));
    }

    /** Whether the node's worker was told where a one-time code goes. */
    public boolean takesCodes(NodeName node) {
        NodeActor actor = roster.find(node);
        return actor != null && actor.inForce().service().signIn().otp() != null;
    }

    /** The pause that the service asked of the node's account is over: an operator says so. */
    public void liftLockout(NodeName node) {
        signIns.liftLockout(node);
    }

    /**
     * Stops every node; the stop ladder sees to those that do not want to.
     *
     * @return whether all were down within {@code patience}
     */
    public boolean stop(Duration patience) throws InterruptedException {
        if (!beginStop()) {
            return true;
        }
        roster.all().forEach(a -> a.post(new NodeEvent.StopRequested(Reason.SHUTDOWN)));
        boolean down = stopped.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        sampler.stop();
        disk.stop();
        return down;
    }

    /** False where nothing was ever started. */
    private synchronized boolean beginStop() {
        boolean started = stage != Stage.NEW;
        stopped = new CountDownLatch(roster.all().size());
        stage = Stage.STOPPING;
        return started;
    }

    /** Everything as it is now. Cheap: no process is looked at. */
    public FleetSnapshot snapshot() {
        List<NodeSnapshot> nodes =
                roster.all().stream().map(a -> snapshots.of(a, a.view())).toList();
        return new FleetSnapshot(
                time.now(), nodes, pacing.downs(), signIns.accounts(), rollouts.snapshot());
    }
}
