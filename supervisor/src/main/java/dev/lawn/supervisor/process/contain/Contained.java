package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessEntry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that was started in a hold of its own, and all it started since. */
public interface Contained {

    /**
     * The outermost process: its streams are the worker's, its end and exit code follow the
     * worker's.
     */
    Process process();

    /** The host's pid of the worker itself; null where it is not known, or has gone. */
    @Nullable Long workerPid();

    /** SIGTERM to the worker itself, and to nobody else. */
    void terminate();

    /** SIGKILL, to as many as the rung reaches at once. */
    void kill();

    /**
     * Ends whatever is left. Called when the outermost process has ended, and again until nobody is
     * left.
     *
     * @return who is still there, KILL notwithstanding; empty when nothing is left
     */
    List<ProcessEntry> end(Duration patience);
}
