package dev.lawn.supervisor.process;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.plan.FleetPlan.BrowserPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.contain.Contained;
import dev.lawn.supervisor.process.contain.Containment;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts workers as child processes. Thread-safe. */
public final class ChildLauncher implements Launcher {

    /**
     * What a worker inherits of our environment. Everything else stays out: an operator may have
     * put secrets there for {@code ${env:…}}.
     */
    private static final Set<String> INHERITED =
            Set.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LANG",
                    "LC_ALL",
                    "TZ",
                    "DISPLAY",
                    "XAUTHORITY",
                    "WAYLAND_DISPLAY",
                    "XDG_RUNTIME_DIR",
                    "FONTCONFIG_PATH");

    private static final Logger LOG = LoggerFactory.getLogger(ChildLauncher.class);

    private static final Duration CLEAN_UP = Duration.ofSeconds(2);

    private final WorkerCommand command;
    private volatile BrowserPlan browser;
    private final boolean sandbox;
    private final StateDirectory state;
    private final NodeFolders folders;
    private final Time time;
    private final SupervisorMessage.@Nullable Probe probe;
    private final Containment containment;
    private volatile List<Integer> ownPorts = List.of();
    private final AtomicLong launches = new AtomicLong();

    /**
     * @param sandbox whether Chrome runs in its sandbox; as root it cannot
     * @param containment holds the processes of each incarnation together
     */
    public ChildLauncher(
            WorkerCommand command,
            BrowserPlan browser,
            boolean sandbox,
            StateDirectory state,
            NodeFolders folders,
            Containment containment,
            Time time) {
        this(command, browser, sandbox, state, folders, containment, time, null);
    }

    /**
     * @param probe what its workers do in place of a node's life; null for that
     */
    public ChildLauncher(
            WorkerCommand command,
            BrowserPlan browser,
            boolean sandbox,
            StateDirectory state,
            NodeFolders folders,
            Containment containment,
            Time time,
            SupervisorMessage.@Nullable Probe probe) {
        this.probe = probe;
        this.command = command;
        this.browser = browser;
        this.sandbox = sandbox;
        this.state = state;
        this.folders = folders;
        this.time = time;
        this.containment = containment;
    }

    @Override
    public void use(BrowserPlan next) {
        browser = next;
    }

    /** Workers started from now on lead nobody to these ports of this host: they are our own. */
    public void guard(List<Integer> ports) {
        ownPorts = List.copyOf(ports);
    }

    @Override
    public String incarnationId(NodeName node) {
        return "%s-%s-%d".formatted(state.runId(), node, launches.incrementAndGet());
    }

    @Override
    public WorkerProcess launch(
            NodePlan plan, String incarnation, double patience, WorkerListener listener)
            throws LaunchException {
        ProcessFamily family = new ProcessFamily(incarnation);
        try {
            Map<String, String> places = folders.prepare(plan.name());
            return started(plan, family, places, patience, listener);
        } catch (IOException | RuntimeException | Error e) {
            // Out of memory is how the JDK says that the host has no thread or process left to
            // give.
            cleanUp(family);
            throw new LaunchException(Reason.LAUNCH_FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** Of one that may not even have been started. */
    private static void cleanUp(ProcessFamily family) {
        try {
            var _ = family.kill(CLEAN_UP);
        } catch (RuntimeException | Error e) {
            LOG.error("{}: cannot look for its processes", family.marker(), e);
        }
    }

    private WorkerProcess started(
            NodePlan plan,
            ProcessFamily family,
            Map<String, String> places,
            double patience,
            WorkerListener listener)
            throws IOException {
        Contained contained = containment.start(family.marker(), process(plan, family, places));
        ChildProcess child = null;
        try {
            child =
                    new ChildProcess(
                            family.marker(),
                            contained,
                            state.workerLog(plan.name()),
                            time,
                            listener);
            child.send(assignment(plan, family.marker(), patience));
            child.start();
            return child;
        } catch (RuntimeException | Error e) {
            // Nobody watches it: its profile must be free before the next one starts on it.
            contained.kill();
            ChildProcess.sweepUntilNobodyIsLeft(family.marker(), contained);
            if (child != null) {
                child.closeLog();
            }
            throw e;
        }
    }

    private ProcessBuilder process(
            NodePlan plan, ProcessFamily family, Map<String, String> places) {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.directory(state.node(plan.name()).toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.putAll(places);
        environment.put(ProcessFamily.VARIABLE, family.marker());
        // One malloc arena instead of eight per core: a megabyte less for each worker.
        environment.put("MALLOC_ARENA_MAX", "1");
        return builder;
    }

    private SupervisorMessage.Assignment assignment(
            NodePlan plan, String incarnation, double patience) {
        BrowserPlan current = browser;
        return new SupervisorMessage.Assignment(
                incarnation,
                plan.name(),
                plan.credentials(),
                plan.proxy(),
                plan.bind(),
                new SupervisorMessage.RelayRules(plan.allow(), ownPorts),
                plan.service(),
                new SupervisorMessage.Browser(
                        current.binary(),
                        current.driver(),
                        state.profile(plan.name()).toString(),
                        state.pages(plan.name()).toString(),
                        sandbox,
                        current.headless()),
                patience,
                probe);
    }
}
