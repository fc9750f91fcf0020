package dev.lawn.supervisor.run;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.time.SystemTime;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.control.ControlServer;
import dev.lawn.supervisor.control.Reloaded;
import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.fleet.Fleet;
import dev.lawn.supervisor.fleet.FleetEdge;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.metrics.MetricsEndpoint;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.process.ChildLauncher;
import dev.lawn.supervisor.process.DeathFiles;
import dev.lawn.supervisor.process.NodeFolders;
import dev.lawn.supervisor.process.WorkerCommand;
import dev.lawn.supervisor.process.contain.Containment;
import dev.lawn.supervisor.process.contain.ContainmentException;
import dev.lawn.supervisor.process.contain.RungReport;
import dev.lawn.supervisor.process.contain.Rungs;
import dev.lawn.supervisor.state.InUseException;
import dev.lawn.supervisor.state.NodeMemories;
import dev.lawn.supervisor.state.SignInLedgers;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One supervisor that runs. It has everything it needs before the first node starts: the state
 * directory, both ports, and the last run's leftovers out of the way.
 */
public final class RunningLawn implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningLawn.class);

    /** A stop takes 15 s at most; the last seconds are for the sweep and the rest. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(13);

    private static final Duration SWEEP_PATIENCE = Duration.ofSeconds(1);

    /** Fifty browsers on two cores need some ten seconds to go; a start is in no hurry. */
    private static final Duration FIRST_SWEEP_PATIENCE = Duration.ofSeconds(30);

    private final Grounds grounds;
    private final Fleet fleet;
    private final MetricsEndpoint metrics;
    private final ControlServer control;
    private final StatusDocument.Supervisor self;
    private final Reload reload;

    private RunningLawn(
            Grounds grounds,
            Fleet fleet,
            MetricsEndpoint metrics,
            ControlServer control,
            StatusDocument.Supervisor self,
            Reload reload) {
        this.grounds = grounds;
        this.fleet = fleet;
        this.metrics = metrics;
        this.control = control;
        this.self = self;
        this.reload = reload;
    }

    /** What a run stands on, freed when it ends. */
    private record Grounds(StateDirectory state, NodeFolders folders, Containment containment) {}

    /**
     * What to run, and how.
     *
     * @param source where the plan came from, to be asked again by a reload
     * @param worker how to start a worker
     * @param sandbox whether Chrome runs in its sandbox
     * @param simulator address of the simulated service; null but in the demo
     * @param changed told of each change of a node
     */
    public record Settings(
            FleetPlan plan,
            PlanSource source,
            WorkerCommand worker,
            boolean sandbox,
            @Nullable URI simulator,
            Consumer<NodeSnapshot> changed) {}

    /**
     * Takes a state directory for this process; the first thing of all, since even a look at what a
     * running supervisor keeps there could do harm.
     *
     * @throws UserException where another supervisor has it; names that one's pid
     */
    public static StateDirectory take(Path stateRoot) throws UserException {
        try {
            return StateDirectory.open(stateRoot);
        } catch (InUseException e) {
            throw new UserException(UserException.CONFIGURATION, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    "cannot use the state directory %s: %s; choose another with --state-dir"
                            .formatted(stateRoot, e));
        }
    }

    /**
     * Gets everything ready but starts no node yet; when it fails, nothing is left and the state
     * directory is free.
     *
     * @throws UserException where a port is taken, a process of the last run does not go, or the
     *     containment that the plan names does not work here
     */
    public static RunningLawn prepare(StateDirectory state, Settings settings)
            throws UserException, IOException {
        try {
            sweep(state.markerPrefix());
            return contained(state, settings, containment(state, settings.plan()));
        } catch (UserException | IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    static Containment containment(StateDirectory state, FleetPlan plan) throws UserException {
        try {
            Containment chosen = Rungs.choose(plan.containment(), state.runId());
            LOG.info("containment: {}", RungReport.name(chosen.rung()));
            return chosen;
        } catch (ContainmentException e) {
            throw new UserException(UserException.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static RunningLawn contained(
            StateDirectory state, Settings settings, Containment containment)
            throws UserException, IOException {
        try {
            return prepared(state, settings, containment);
        } catch (UserException | IOException | RuntimeException e) {
            containment.close();
            throw e;
        }
    }

    private static RunningLawn prepared(
            StateDirectory state, Settings settings, Containment containment)
            throws UserException, IOException {
        Time time = new SystemTime();
        NodeFolders folders = new NodeFolders(state, settings.plan().limits());
        Grounds grounds = new Grounds(state, folders, containment);
        ChildLauncher launcher =
                new ChildLauncher(
                        settings.worker(),
                        settings.plan().browser(),
                        settings.sandbox(),
                        state,
                        grounds.folders(),
                        containment,
                        time);
        FleetEdge edge =
                new FleetEdge(
                        launcher,
                        new NodeMemories(state),
                        new SignInLedgers(state),
                        new DeathFiles(state, time),
                        state::node,
                        time);
        Fleet fleet = fleet(settings, edge, state);
        MetricsEndpoint metrics = metrics(settings.plan(), fleet);
        try {
            RunningLawn running = withControl(grounds, settings, fleet, metrics);
            launcher.guard(
                    List.of(metrics.address().getPort(), running.control.address().getPort()));
            return running;
        } catch (UserException | IOException e) {
            metrics.close();
            throw e;
        }
    }

    private static Fleet fleet(Settings settings, FleetEdge edge, StateDirectory state)
            throws UserException, IOException {
        try {
            return new Fleet(settings.plan(), edge, settings.changed());
        } catch (AccessDeniedException e) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    "cannot read %s, which another user owns; give everything to this one: sudo chown -R %s %s"
                            .formatted(e.getFile(), System.getProperty("user.name"), state.root()));
        }
    }

    /** A supervisor that was killed may have left a stopped worker behind, on a node's profile. */
    static void sweep(String markerPrefix) throws UserException {
        Rungs.removeLeftovers(markerPrefix);
        List<ProcessEntry> left =
                ProcessFamily.killAll(
                        marker -> marker.startsWith(markerPrefix), FIRST_SWEEP_PATIENCE);
        if (!left.isEmpty()) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    "processes of the last run do not end, not even by KILL: %s; end them first"
                            .formatted(left.stream().map(ProcessEntry::pid).toList()));
        }
    }

    /** Starts the nodes. */
    public void begin() {
        fleet.start();
    }

    private static MetricsEndpoint metrics(FleetPlan plan, Fleet fleet) throws UserException {
        try {
            return MetricsEndpoint.start(
                    plan.metrics(), fleet::snapshot, fleet::isRunning, Version.current());
        } catch (IOException e) {
            throw portTaken("metrics", plan.metrics(), e);
        }
    }

    private static RunningLawn withControl(
            Grounds grounds, Settings settings, Fleet fleet, MetricsEndpoint metrics)
            throws UserException, IOException {
        String token = ControlFiles.newToken();
        ControlServer control = control(settings.plan(), token);
        URI simulator = settings.simulator();
        StatusDocument.Supervisor self =
                new StatusDocument.Supervisor(
                        Version.current(),
                        RungReport.name(grounds.containment().rung()),
                        "http://" + text(metrics.address()) + "/metrics",
                        "http://" + text(control.address()),
                        simulator == null ? null : simulator.toString());
        Reload reload = new Reload(settings.source(), fleet);
        control.start(fleet, () -> StatusDocument.of(fleet.snapshot(), self), reload::now);
        try {
            ControlFiles.write(grounds.state().root(), text(control.address()), token);
        } catch (IOException e) {
            control.close();
            throw e;
        }
        return new RunningLawn(grounds, fleet, metrics, control, self, reload);
    }

    private static ControlServer control(FleetPlan plan, String token) throws UserException {
        try {
            return ControlServer.bind(plan.control(), token);
        } catch (IOException e) {
            throw portTaken("control", plan.control(), e);
        }
    }

    private static UserException portTaken(String what, InetSocketAddress address, IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new UserException(
                UserException.CONFIGURATION,
                "cannot listen on %1$s for the %2$s endpoint: %3$s; choose another address with --%2$s-listen, or %2$s.listen in accounts.yaml"
                        .formatted(text(address), what, cause.getMessage()));
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Loads the configuration anew; the log tells what came of it. Waits for another reload. */
    public Reloaded reload() {
        return reload.now();
    }

    /** Everything as it is now. */
    public FleetSnapshot snapshot() {
        return fleet.snapshot();
    }

    /** The id of this run; the marker of every process it started begins with it. */
    public String runId() {
        return grounds.state().runId();
    }

    /** Version and addresses. */
    public StatusDocument.Supervisor self() {
        return self;
    }

    /** Stops every node and frees everything, within 15 s. */
    @Override
    public void close() throws IOException {
        try {
            boolean down = fleet.stop(STOP_PATIENCE);
            List<ProcessEntry> left =
                    ProcessFamily.killAll(marker -> marker.startsWith(runId()), SWEEP_PATIENCE);
            if (left.isEmpty()) {
                // Else a warden stays, and goes on when we have gone.
                grounds.containment().close();
            }
            LOG.info("stopped; all down in time: {}, still alive: {}", down, left);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            control.close();
            metrics.close();
            ControlFiles.delete(grounds.state().root());
            grounds.folders().close();
            grounds.state().close();
        }
    }
}
