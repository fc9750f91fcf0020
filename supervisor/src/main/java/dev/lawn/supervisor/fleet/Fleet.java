package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import dev.lawn.supervisor.fleet.NodeSnapshot.Sample;
import dev.lawn.supervisor.fleet.NodeSnapshot.Traffic;
import dev.lawn.supervisor.fleet.NodeSnapshot.Upkeep;
import dev.lawn.supervisor.node.BackoffPolicy;
import dev.lawn.supervisor.node.NodeActor;
import dev.lawn.supervisor.node.NodeEvent;
import dev.lawn.supervisor.node.NodeHost;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.Boot;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<NodeName, NodeActor> actors = new LinkedHashMap<>();
    private final HostPacing pacing;
    private final SignInDesk signIns;
    private final CountDownLatch stopped;
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
        this.time = edge.time();
        this.sampler =
                new ProcessSampler(
                        this::incarnations,
                        new MemoryCap(
                                plan.limits().memoryPerNode(),
                                () -> ThreadLocalRandom.current().nextDouble()),
                        time,
                        this::recycle);
        this.disk =
                new DiskSampler(
                        plan.nodes().stream()
                                .collect(
                                        Collectors.toMap(
                                                NodePlan::name,
                                                n -> edge.folder().apply(n.name()))),
                        plan.limits().diskPerNode(),
                        time,
                        this::recycle);
        this.stopped = new CountDownLatch(plan.nodes().size());
        DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        this.signIns =
                new SignInDesk(
                        plan.nodes(),
                        SignInBudget.G7,
                        edge.ledgers(),
                        Boot.id(),
                        time,
                        this::holdsChanged);
        this.pacing = new HostPacing(plan, new TunnelProbe(), signIns::hold, time, random, told());
        NodeHost host =
                new NodeHost(
                        edge.launcher(),
                        pacing,
                        signIns,
                        edge.memories(),
                        edge.deaths(),
                        time,
                        new BackoffPolicy(random),
                        plan.limits().failedStarts(),
                        new HostLoad());
        for (NodePlan node : plan.nodes()) {
            actors.put(
                    node.name(), new NodeActor(node, host, view -> published(node, view, changed)));
        }
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
                NodeActor actor = actors.get(node);
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
        NodeActor actor = actors.get(node);
        if (actor != null) {
            actor.post(event);
        }
    }

    /** The nodes that run, by the marker of their processes. */
    private Map<String, NodeName> incarnations() {
        Map<String, NodeName> running = new HashMap<>();
        actors.forEach(
                (node, actor) -> {
                    String marker = actor.view().marker();
                    if (marker != null) {
                        running.put(marker, node);
                    }
                });
        return running;
    }

    private boolean recycle(NodeName node, Reason reason) {
        NodeActor actor = actors.get(node);
        if (actor == null || !actor.view().state().isRecyclable()) {
            return false;
        }
        LOG.info("{} is recycled: {}", node, reason);
        return post(node, new NodeEvent.Recycle(reason));
    }

    private void published(NodePlan node, NodeView view, Consumer<NodeSnapshot> changed) {
        signIns.seen(node.name(), view.state());
        pacing.seen(node.name(), view);
        changed.accept(snapshot(node, view));
        // The machine leaves this state no more, so each node counts once.
        if (view.state() == StateName.STOPPED && view.reason() == Reason.SHUTDOWN) {
            stopped.countDown();
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
        for (NodeActor actor : actors.values()) {
            actor.start();
        }
    }

    /** Whether it has been started and not been asked to stop. */
    public boolean isRunning() {
        return stage == Stage.RUNNING;
    }

    /**
     * Asks something of one node.
     *
     * @return false where there is no node of that name, or the fleet is going down
     */
    public boolean post(NodeName node, NodeEvent event) {
        NodeActor actor = actors.get(node);
        if (actor == null || stage == Stage.STOPPING) {
            return false;
        }
        actor.post(event);
        return true;
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
        actors.values().forEach(a -> a.post(new NodeEvent.StopRequested(Reason.SHUTDOWN)));
        boolean down = stopped.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        sampler.stop();
        disk.stop();
        return down;
    }

    /** False where nothing was ever started. */
    private synchronized boolean beginStop() {
        boolean started = stage != Stage.NEW;
        stage = Stage.STOPPING;
        return started;
    }

    /** Everything as it is now. Cheap: no process is looked at. */
    public FleetSnapshot snapshot() {
        List<NodeSnapshot> nodes =
                actors.values().stream().map(a -> snapshot(a.plan(), a.view())).toList();
        return new FleetSnapshot(time.now(), nodes, pacing.downs(), signIns.accounts());
    }

    private NodeSnapshot snapshot(NodePlan plan, NodeView view) {
        return new NodeSnapshot(
                plan.name(),
                plan.account(),
                plan.service().name(),
                view.state(),
                view.reason(),
                view.detail(),
                view.since(),
                plan.proxy() == null ? null : plan.proxy().display(),
                sample(view.sample()),
                view.restarts(),
                new Traffic(view.sentBytes(), view.receivedBytes()),
                view.lastHeartbeat(),
                processes(view),
                new Upkeep(sampler.helperRespawns(plan.name()), disk.usedBy(plan.name())));
    }

    private static Sample sample(WorkerMessage.@Nullable Sample said) {
        return said == null
                ? Sample.UNKNOWN
                : new Sample(
                        said.connected(),
                        said.networkQuality(),
                        said.points(),
                        said.devices(),
                        said.egressIp(),
                        said.extensionVersion());
    }

    private Processes processes(NodeView view) {
        String marker = view.marker();
        if (marker == null) {
            return Processes.NONE;
        }
        Processes seen = sampler.of(marker);
        return new Processes(
                view.workerPid() == null ? seen.workerPid() : view.workerPid(),
                seen.browserPid(),
                seen.workerBytes(),
                seen.driverBytes(),
                seen.browserBytes());
    }
}
