package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.control.StatusDocument;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.process.WorkerCommand;
import dev.lawn.supervisor.run.PlanSource;
import dev.lawn.supervisor.run.RunningLawn;
import dev.lawn.supervisor.run.UserException;
import dev.lawn.supervisor.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in the foreground of a terminal or a service manager, until SIGINT or SIGTERM. On a
 * terminal it draws a live board; piped, it prints one line per change.
 */
final class Foreground {

    private static final long REDRAW_NANOS = Duration.ofMillis(500).toNanos();

    private final ScreenThread screen;

    Foreground(PrintWriter out) {
        this.screen = new ScreenThread(Screen.on(out));
    }

    /**
     * Starts the fleet and stays.
     *
     * @param source where the plan came from
     * @param state this process's already; freed where the start fails
     * @param simulator null but in the demo
     * @param greeting printed once everything listens, before the first node starts
     * @param afterwards freed after the fleet, in the demo the simulator
     */
    int run(
            FleetPlan plan,
            PlanSource source,
            StateDirectory state,
            @Nullable URI simulator,
            Consumer<RunningLawn> greeting,
            AutoCloseable afterwards)
            throws UserException, IOException {
        LogFile.begin(state.root());
        RunningLawn.Settings settings =
                new RunningLawn.Settings(
                        plan,
                        source,
                        WorkerCommand.ofClassPath(Host.workerClassPath()),
                        !Host.isRoot(),
                        simulator,
                        screen::changed);
        RunningLawn lawn = RunningLawn.prepare(state, settings);
        // Before the first node: from here on a signal finds someone who stops what was started.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(lawn, afterwards), "stop"));
        Hangup.reloads(lawn);
        greeting.accept(lawn);
        lawn.begin();
        stay(lawn);
        return 0;
    }

    /** Ends with the JVM: the hook stops the fleet meanwhile. */
    private void stay(RunningLawn lawn) {
        while (!Thread.currentThread().isInterrupted()) {
            screen.refresh(status(lawn));
            LockSupport.parkNanos(REDRAW_NANOS);
        }
    }

    private static Supplier<StatusDocument> status(RunningLawn lawn) {
        return () -> StatusDocument.of(lawn.snapshot(), lawn.self());
    }

    private void stop(RunningLawn lawn, AutoCloseable afterwards) {
        screen.say("stopping every node, 15 s at most …");
        try (afterwards;
                lawn) {
            // try-with-resources closes the fleet first, then what it stood on.
        } catch (Exception e) {
            screen.say("not everything could be freed: " + e.getMessage());
        }
        screen.refresh(status(lawn));
        screen.say("stopped");
        screen.end();
    }
}
