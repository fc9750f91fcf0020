package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import dev.lawn.supervisor.fleet.NodeSnapshot.Sample;
import dev.lawn.supervisor.fleet.NodeSnapshot.Traffic;
import dev.lawn.supervisor.node.BackoffPolicy;
import dev.lawn.supervisor.node.NodeActor;
import dev.lawn.supervisor.node.NodeEvent;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.Launcher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All nodes of one plan: starts them, passes requests on, takes snapshots, stops them. */
public final class Fleet {

    private enum Stage {
        NEW,
        RUNNING,
        STOPPING
    }

    private final Time time;
    private final ProcessSampler sampler = new ProcessSampler();
    private final Map<NodeName, NodeActor> actors = new LinkedHashMap<>();
    private final CountDownLatch stopped;
    private volatile Stage stage = Stage.NEW;

    /**
     * A fleet that does not run yet.
     *
     * @param changed told of a node each time its state or reason changes; must not block
     */
    public Fleet(FleetPlan plan, Launcher launcher, Time time, Consumer<NodeSnapshot> changed) {
        this.time = time;
        this.stopped = new CountDownLatch(plan.nodes().size());
        StartSlots slots = new StartSlots(plan.limits().startsAtOnce());
        BackoffPolicy backoff = new BackoffPolicy(() -> ThreadLocalRandom.current().nextDouble());
        for (NodePlan node : plan.nodes()) {
            actors.put(
                    node.name(),
                    new NodeActor(
                            node,
                            launcher,
                            slots,
                            time,
                            backoff,
                            view -> published(node, view, changed)));
        }
    }

    private void published(NodePlan node, NodeView view, Consumer<NodeSnapshot> changed) {
        changed.accept(snapshot(node, view));
        // The machine leaves this state no more, so each node counts once.
        if (view.state() == StateName.STOPPED && view.reason() == Reason.SHUTDOWN) {
            stopped.countDown();
        }
    }

    /** Starts every node, as the start slots allow. Called once; too late after a stop. */
    public synchronized void start() {
        if (stage != Stage.NEW) {
            return;
        }
        stage = Stage.RUNNING;
        sampler.start();
        for (NodeActor actor : actors.values()) {
            actor.start();
            actor.post(new NodeEvent.StartRequested());
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
        return new FleetSnapshot(time.now(), nodes);
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
                processes(view));
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
