package dev.lawn.worker.browser;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.proc.Procfs;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything this worker started, by marker and by descent; never itself or whoever started it. */
final class Children {

    /** A process may fork while we look. */
    private static final int ROUNDS = 20;

    /** Even KILL takes its time: memory is given back first. */
    private static final Duration ROUND = Duration.ofMillis(100);

    private static final Logger log = LoggerFactory.getLogger(Children.class);

    private final Optional<ProcessFamily> family;

    /**
     * @param marker of this incarnation; null where there is none, as under a debugger
     */
    Children(@Nullable String marker) {
        family = Optional.ofNullable(marker).map(ProcessFamily::new);
    }

    /** The children of this process, as its environment names them. */
    static Children ofThisProcess() {
        return new Children(System.getenv(ProcessFamily.VARIABLE));
    }

    /** Sends KILL until none is left. */
    void kill() {
        Set<ProcessHandle> left = living();
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            left.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(left);
            left = living();
        }
        if (!left.isEmpty()) {
            log.warn("{} processes outlived KILL", left.size());
        }
    }

    private static void awaitEnd(Set<ProcessHandle> dying) {
        CompletableFuture<?>[] ends =
                dying.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, ROUND.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private Set<ProcessHandle> living() {
        ProcessHandle self = ProcessHandle.current();
        Set<Long> spared = new HashSet<>();
        for (Optional<ProcessHandle> each = Optional.of(self);
                each.isPresent();
                each = each.get().parent()) {
            spared.add(each.get().pid());
        }
        Stream<ProcessHandle> marked =
                family.stream()
                        .flatMap(each -> each.members().stream())
                        .map(ProcessEntry::pid)
                        .flatMap(pid -> ProcessHandle.of(pid).stream());
        return Stream.concat(marked, self.descendants())
                .filter(each -> !spared.contains(each.pid()))
                .filter(Children::isAlive)
                .collect(Collectors.toSet());
    }

    /** A zombie counts as gone: it holds nothing, and is for its parent to reap. */
    private static boolean isAlive(ProcessHandle process) {
        return Procfs.process(process.pid()).filter(entry -> !entry.isZombie()).isPresent();
    }
}
