package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.fleet.NodeSnapshot.Processes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the processes of all nodes now and then: who they are in one pass over {@code /proc},
 * and what memory they take, a few nodes at a time. All of it keeps to 2 % of a core: each node is
 * measured every 10 s while there are a dozen of them, every two minutes or so when there are 200.
 * Its own thread writes, anyone reads the last look.
 */
final class ProcessSampler {

    private static final long TICK_NANOS = Duration.ofSeconds(1).toNanos();

    /** The least time between two passes, and between two measurements of the same node. */
    private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

    /** A pass waits this many times as long as the last one took: 0.5 % of a core. */
    private static final int REST = 200;

    /** A node that needs more than it may have must not start anew all the time. */
    private static final long REST_OF_NODE_NANOS = Duration.ofMinutes(5).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(ProcessSampler.class);

    /** An incarnation as the last pass found it. */
    private static final class Seen {
        private final NodeName node;
        private List<ProcessEntry> members = List.of();
        private @Nullable Long browserPid;
        private @Nullable Long measuredAt;

        Seen(NodeName node) {
            this.node = node;
        }
    }

    private final Thread thread =
            Thread.ofPlatform().daemon().name("process-sampler").unstarted(this::lookAgainAndAgain);

    private final Supplier<Map<String, NodeName>> incarnations;
    private final MemoryCap cap;
    private final Time time;
    private final Recycler recycler;
    private final HelperRespawns helpers = new HelperRespawns();
    private final MeasuringBudget budget;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Map<String, Processes> published = new ConcurrentHashMap<>();
    private final Map<NodeName, Long> respawns = new ConcurrentHashMap<>();
    private final Map<NodeName, Long> recycledAt = new HashMap<>();
    private long nextPass;

    /**
     * A sampler that does not run yet.
     *
     * @param incarnations the nodes that run now, by the marker of their processes
     * @param recycler told of a node that took too much; called on the sampler's thread
     */
    ProcessSampler(
            Supplier<Map<String, NodeName>> incarnations,
            MemoryCap cap,
            Time time,
            Recycler recycler) {
        this.incarnations = incarnations;
        this.cap = cap;
        this.time = time;
        this.recycler = recycler;
        this.budget = new MeasuringBudget(time.nanos());
        this.nextPass = time.nanos();
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /** What the last look found of an incarnation. */
    Processes of(String marker) {
        return published.getOrDefault(marker, Processes.NONE);
    }

    /** How many helpers of the node's browsers came back, over all its incarnations. */
    long helperRespawns(NodeName node) {
        return respawns.getOrDefault(node, 0L);
    }

    private void lookAgainAndAgain() {
        while (!thread.isInterrupted()) {
            try {
                look();
            } catch (RuntimeException | Error e) {
                // What was true once is shown no longer: unknown.
                published.clear();
                LOG.warn("cannot look at processes: {}", e.toString());
            }
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    /** One tick: a pass where it is due, then as many measurements as the budget allows. */
    void look() {
        if (time.nanos() - nextPass >= 0) {
            pass();
        }
        for (Optional<String> next = nextToMeasure(); next.isPresent(); next = nextToMeasure()) {
            measure(next.get());
        }
        recycle();
    }

    private void pass() {
        long begin = time.nanos();
        Map<String, NodeName> running = incarnations.get();
        Map<String, List<ProcessEntry>> families =
                running.isEmpty() ? Map.of() : ProcessFamily.all();
        seen.keySet().retainAll(running.keySet());
        published.keySet().retainAll(running.keySet());
        cap.retain(running.keySet());
        running.forEach(
                (marker, node) -> found(marker, node, families.getOrDefault(marker, List.of())));
        long end = time.nanos();
        nextPass = end + Math.max(INTERVAL_NANOS, REST * (end - begin));
    }

    private void found(String marker, NodeName node, List<ProcessEntry> members) {
        Seen one = seen.computeIfAbsent(marker, _ -> new Seen(node));
        ProcessEntry main = Families.browserMain(members).orElse(null);
        one.members = members;
        one.browserPid = main == null ? null : main.pid();
        int back = helpers.seen(node, main, members);
        if (back > 0) {
            respawns.merge(node, (long) back, Long::sum);
        }
        Processes before = of(marker);
        published.put(
                marker,
                members.isEmpty()
                        ? Processes.NONE
                        : new Processes(
                                Families.workerPid(members),
                                one.browserPid,
                                before.workerBytes(),
                                before.driverBytes(),
                                before.browserBytes()));
    }

    /** Who was not measured for longest, if that is long enough and there is time left for it. */
    private Optional<String> nextToMeasure() {
        long now = time.nanos();
        if (!budget.allows(now)) {
            return Optional.empty();
        }
        return seen.entrySet().stream()
                .filter(each -> !each.getValue().members.isEmpty())
                .filter(each -> age(each.getValue(), now) >= INTERVAL_NANOS)
                .max(Comparator.comparingLong(each -> age(each.getValue(), now)))
                .map(Map.Entry::getKey);
    }

    private static long age(Seen one, long now) {
        return one.measuredAt == null ? Long.MAX_VALUE : now - one.measuredAt;
    }

    private void measure(String marker) {
        Seen one = seen.get(marker);
        if (one == null) {
            return;
        }
        long begin = time.nanos();
        Processes measured = Families.measure(one.members, one.browserPid);
        long end = time.nanos();
        budget.spend(end - begin);
        one.measuredAt = begin;
        published.put(marker, measured);
        if (!isResting(one.node, end)) {
            cap.measured(marker, measured.totalBytes(), end);
        }
    }

    private boolean isResting(NodeName node, long now) {
        Long recycled = recycledAt.get(node);
        return recycled != null && now - recycled < REST_OF_NODE_NANOS;
    }

    private void recycle() {
        long now = time.nanos();
        for (Optional<String> next = cap.next(now); next.isPresent(); next = cap.next(now)) {
            Seen one = seen.get(next.get());
            if (one != null) {
                recycle(next.get(), one.node, now);
            }
        }
    }

    private void recycle(String marker, NodeName node, long now) {
        if (recycler.recycle(node, Reason.OUT_OF_MEMORY)) {
            LOG.info("{} takes {} bytes", node, of(marker).totalBytes());
            recycledAt.put(node, now);
        } else {
            cap.declined(marker);
        }
    }
}
