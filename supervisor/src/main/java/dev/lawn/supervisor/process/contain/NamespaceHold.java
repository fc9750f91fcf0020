package dev.lawn.supervisor.process.contain;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.Procfs;
import dev.lawn.common.proc.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A worker in a PID namespace: the child of the child of the outermost process. Both are looked up
 * once they are there, since the kernel tells nobody.
 */
final class NamespaceHold implements Contained {

    private record Members(ProcessEntry init, ProcessHandle worker) {}

    private final SessionHold outermost;
    private volatile @Nullable Members members;

    NamespaceHold(SessionHold outermost) {
        this.outermost = outermost;
    }

    /** Null until the worker has been started; once known, known for good. */
    private @Nullable Members members() {
        Members known = members;
        if (known == null) {
            known = look().orElse(null);
            members = known;
        }
        return known;
    }

    private Optional<Members> look() {
        return onlyChild(process().pid())
                .flatMap(Procfs::process)
                .flatMap(
                        init ->
                                onlyChild(init.pid())
                                        .flatMap(ProcessHandle::of)
                                        .map(worker -> new Members(init, worker)));
    }

    private static Optional<Long> onlyChild(long pid) {
        return Procfs.children(pid).stream().findFirst();
    }

    @Override
    public Process process() {
        return outermost.process();
    }

    @Override
    public @Nullable Long workerPid() {
        Members known = members();
        return known == null ? null : known.worker().pid();
    }

    @Override
    public void terminate() {
        Members known = members();
        if (known != null) {
            known.worker().destroy();
        }
    }

    /** The outermost takes the namespace's first process with it, and that one all the others. */
    @Override
    public void kill() {
        outermost.kill();
    }

    @Override
    public List<ProcessEntry> end(Duration patience) {
        Members known = members;
        List<ProcessEntry> left =
                known == null || !known.init().isStillThere()
                        ? List.of()
                        : Sweep.kill(_ -> alive(known.init()), patience);
        return left.isEmpty() ? outermost.end(patience) : left;
    }

    /** The kernel lets a namespace's first process go only after everyone else. */
    private static List<ProcessEntry> alive(ProcessEntry init) {
        return init.isStillThere() ? List.of(init) : List.of();
    }
}
