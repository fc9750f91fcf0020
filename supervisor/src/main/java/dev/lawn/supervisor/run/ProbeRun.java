package dev.lawn.supervisor.run;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.SupervisorMessage;
import dev.lawn.common.protocol.WorkerMessage;
import dev.lawn.common.time.SystemTime;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.process.ChildLauncher;
import dev.lawn.supervisor.process.ExitReport;
import dev.lawn.supervisor.process.LaunchException;
import dev.lawn.supervisor.process.NodeFolders;
import dev.lawn.supervisor.process.WorkerCommand;
import dev.lawn.supervisor.process.WorkerListener;
import dev.lawn.supervisor.process.WorkerProcess;
import dev.lawn.supervisor.process.contain.Containment;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One worker that walks a service's definition, on a profile of its own that goes with it. It needs
 * no supervisor, and is in no running one's way.
 *
 * <pre>{@code
 * try (ProbeRun probe = ProbeRun.prepare(probes, "first", settings)) {
 *     probe.begin();
 *     ProbeOutcome outcome = probe.follow(found -> System.out.println(found.place()));
 * }
 * }</pre>
 */
public final class ProbeRun implements AutoCloseable {

    /** A worker beats every second while its browser answers, and tells when it does not. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final ProbeFolder folder;
    private final StateDirectory state;
    private final NodeFolders folders;
    private final Containment containment;
    private final ChildLauncher launcher;
    private final NodePlan node;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private @Nullable WorkerProcess worker;
    private @Nullable List<Path> kept;
    private volatile boolean isStopping;

    /**
     * What to probe, and how.
     *
     * @param plan whose browser, limits and containment are used
     * @param node its name, account, way out and service
     * @param worker how to start a worker
     * @param sandbox whether Chrome runs in its sandbox
     * @param typesUser whether the account's user may be typed
     */
    public record Settings(
            FleetPlan plan,
            NodePlan node,
            WorkerCommand worker,
            boolean sandbox,
            boolean typesUser) {}

    private sealed interface Heard {
        record Said(WorkerMessage message) implements Heard {}

        record Misbehaved(String detail) implements Heard {}

        record Exited(ExitReport report) implements Heard {}
    }

    private ProbeRun(
            ProbeFolder folder,
            StateDirectory state,
            NodeFolders folders,
            Containment containment,
            Settings settings) {
        this.folder = folder;
        this.state = state;
        this.folders = folders;
        this.containment = containment;
        node = settings.node();
        launcher =
                new ChildLauncher(
                        settings.worker(),
                        settings.plan().browser(),
                        settings.sandbox(),
                        state,
                        folders,
                        containment,
                        new SystemTime(),
                        new SupervisorMessage.Probe(settings.typesUser()));
    }

    /**
     * Gets everything ready, and starts nothing yet.
     *
     * @param probes holds a folder for each probe
     * @param name of this one's; what is kept of it is in there
     * @throws UserException where the folder, or the containment that the plan names, does not do
     */
    public static ProbeRun prepare(Path probes, String name, Settings settings)
            throws UserException, IOException {
        ProbeFolder folder = new ProbeFolder(probes, name);
        StateDirectory state = folder.open();
        try {
            Containment containment = RunningLawn.containment(state, settings.plan());
            NodeFolders folders = new NodeFolders(state, settings.plan().limits());
            return new ProbeRun(folder, state, folders, containment, settings);
        } catch (UserException | IOException | RuntimeException e) {
            state.close();
            folder.close(state, settings.node().name());
            throw e;
        }
    }

    /** Starts the worker, unless it was closed already. */
    public synchronized void begin() throws UserException {
        if (isStopping) {
            return;
        }
        try {
            worker = launcher.launch(node, launcher.incarnationId(node.name()), 1, new Listener());
        } catch (LaunchException e) {
            throw new UserException(
                    UserException.CONFIGURATION,
                    "the worker does not start: %s (%s)".formatted(e.getMessage(), e.reason()));
        }
    }

    private final class Listener implements WorkerListener {
        @Override
        public void said(WorkerMessage message) {
            heard.add(new Heard.Said(message));
        }

        @Override
        public void misbehaved(String detail) {
            heard.add(new Heard.Misbehaved(detail));
        }

        @Override
        public void exited(ExitReport report) {
            heard.add(new Heard.Exited(report));
            gone.countDown();
        }
    }

    /**
     * Returns when the worker has ended, or is of no use.
     *
     * @param each told of everything that was looked for, as it is found or not
     */
    public ProbeOutcome follow(Consumer<WorkerMessage.Probed> each) throws InterruptedException {
        ProbeOutcome outcome = null;
        while (true) {
            switch (heard.poll(SILENCE.toSeconds(), TimeUnit.SECONDS)) {
                case null -> {
                    return new ProbeOutcome.Broken(
                            "the worker was silent for %d s".formatted(SILENCE.toSeconds()));
                }
                case Heard.Misbehaved(String detail) -> {
                    return new ProbeOutcome.Broken(detail);
                }
                case Heard.Exited(ExitReport report) -> {
                    return outcome == null ? new ProbeOutcome.Broken(report.toString()) : outcome;
                }
                case Heard.Said(WorkerMessage.Probed found) -> each.accept(found);
                case Heard.Said(WorkerMessage message) -> {
                    ProbeOutcome told = outcome(message);
                    outcome = told == null ? outcome : told;
                }
            }
        }
    }

    private @Nullable ProbeOutcome outcome(WorkerMessage message) {
        return switch (message) {
            case WorkerMessage.Fault fault -> failed(fault.reason(), fault.detail());
            case WorkerMessage.RateLimited limited -> failed(Reason.RATE_LIMITED, limited.detail());
            case WorkerMessage.Goodbye _ ->
                    isStopping ? new ProbeOutcome.Stopped() : new ProbeOutcome.Matched();
            case WorkerMessage _ -> null;
        };
    }

    private ProbeOutcome failed(Reason reason, String detail) {
        return new ProbeOutcome.Failed(reason, folder.kept(detail, state, node.name()));
    }

    /** The pictures and outlines of pages that are left; once it is closed. */
    public synchronized List<Path> kept() {
        return kept == null ? List.of() : kept;
    }

    /** Ends the worker and whatever it started, and removes everything but the pages it kept. */
    @Override
    public void close() throws IOException {
        isStopping = true;
        free();
    }

    private synchronized void free() throws IOException {
        if (kept != null) {
            return;
        }
        kept = List.of();
        try {
            end();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            containment.close();
            folders.close();
            state.close();
            kept = folder.close(state, node.name());
        }
    }

    private void end() throws InterruptedException {
        if (worker == null) {
            return;
        }
        worker.send(new SupervisorMessage.Stop());
        if (!isGone(STOP_PATIENCE)) {
            worker.kill();
            boolean _ = isGone(KILL_PATIENCE);
        }
    }

    private boolean isGone(Duration patience) throws InterruptedException {
        return gone.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
