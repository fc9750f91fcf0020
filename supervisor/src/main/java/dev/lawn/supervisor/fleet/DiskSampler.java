package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.process.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks the folder of every node now and then, and has a node recycled whose folder is over its
 * quota: caches are emptied at the start. Its own thread, since a slow disk may hold it for long.
 */
final class DiskSampler {

    private static final long INTERVAL_NANOS = Duration.ofMinutes(5).toNanos();

    /** A node's folder is made when it first starts; that is looked for more often. */
    private static final long TICK_NANOS = Duration.ofSeconds(5).toNanos();

    /** What is over the quota without its caches stays over it, and must not restart for ever. */
    private static final long RECYCLE_NANOS = Duration.ofHours(6).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(DiskSampler.class);

    private final Thread thread =
            Thread.ofPlatform().daemon().name("disk-sampler").unstarted(this::lookAgainAndAgain);

    private final Supplier<Map<NodeName, Path>> folders;
    private final long quota;
    private final Time time;
    private final Recycler recycler;
    private final Map<NodeName, Long> used = new ConcurrentHashMap<>();
    private final Map<NodeName, Long> recycledAt = new HashMap<>();
    private long nextRound;

    /**
     * A sampler that does not run yet.
     *
     * @param folders of the nodes there are now
     * @param quota bytes
     * @param recycler told of a node that is over it, every six hours at most; called on the
     *     sampler's thread
     */
    DiskSampler(Supplier<Map<NodeName, Path>> folders, long quota, Time time, Recycler recycler) {
        this.folders = folders;
        this.quota = quota;
        this.time = time;
        this.recycler = recycler;
        this.nextRound = time.nanos();
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /** What the node's folder took at the last look; null while it was not looked at. */
    @Nullable Long usedBy(NodeName node) {
        return used.get(node);
    }

    private void lookAgainAndAgain() {
        while (!thread.isInterrupted()) {
            try {
                look();
            } catch (RuntimeException | Error e) {
                LOG.warn("cannot look at the nodes' folders: {}", e.toString());
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** One tick: every node where that is due, else those that were not there before. */
    void look() {
        long now = time.nanos();
        boolean due = now - nextRound >= 0;
        if (due) {
            nextRound = now + INTERVAL_NANOS;
        }
        Map<NodeName, Path> there = folders.get();
        used.keySet().retainAll(there.keySet());
        there.forEach(
                (node, folder) -> {
                    if (due || !used.containsKey(node)) {
                        measure(node, folder);
                    }
                });
    }

    private void measure(NodeName node, Path folder) {
        if (!Files.isDirectory(folder)) {
            used.remove(node);
            return;
        }
        long bytes;
        try {
            bytes = FolderTree.bytes(folder);
        } catch (IOException _) {
            used.remove(node);
            return;
        }
        used.put(node, bytes);
        Long before = recycledAt.get(node);
        long now = time.nanos();
        boolean due = bytes > quota && (before == null || now - before >= RECYCLE_NANOS);
        if (due && recycler.recycle(node, Reason.DISK_QUOTA)) {
            recycledAt.put(node, now);
            LOG.info("{} takes {} bytes of disk", node, bytes);
        }
    }
}
