package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.proc.Session;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A worker that leads a session of its own and is the outermost process. Whatever rung holds it,
 * this is the last look for who escaped.
 *
 * @param session null where the process had gone before it could be looked at, or could not be
 */
record SessionHold(String marker, Process process, @Nullable Session session) implements Contained {

    /** A process that was just started by way of setsid(1). */
    static SessionHold of(String marker, Process process) {
        return new SessionHold(marker, process, session(process));
    }

    /** One that cannot be looked at runs all the same, and must not be lost. */
    private static @Nullable Session session(Process process) {
        try {
            return Session.ledBy(process.pid()).orElse(null);
        } catch (UncheckedIOException _) {
            return null;
        }
    }

    @Override
    public @Nullable Long workerPid() {
        return process.isAlive() ? process.pid() : null;
    }

    /** By the handle: {@code Process.destroy} would close our ends of the pipes as well. */
    @Override
    public void terminate() {
        process.toHandle().destroy();
    }

    @Override
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public List<ProcessEntry> end(Duration patience) {
        return new ProcessFamily(marker).kill(session, patience);
    }
}
