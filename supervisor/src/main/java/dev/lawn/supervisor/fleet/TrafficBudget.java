package dev.lawn.supervisor.fleet;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.supervisor.state.TrafficDay;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has sent and received as much as a day allows, and waits for the next. Days are the wall
 * clock's, so it is looked at now and then: it may jump. Thread-safe.
 */
final class TrafficBudget {

    private static final Logger LOG = LoggerFactory.getLogger(TrafficBudget.class);

    private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);

    private final Time time;
    private final Consumer<Collection<NodeName>> over;
    private final Map<NodeName, TrafficDay> parked = new HashMap<>();

    /**
     * @param over told of nodes whose day is over, or that may use more; outside of any lock
     */
    TrafficBudget(Time time, Consumer<Collection<NodeName>> over) {
        this.time = time;
        this.over = over;
    }

    /**
     * What a node has used so far. One whose limit was raised above that is parked no more.
     *
     * @param perDay bytes; null for any number
     * @return until when it is parked, for people; empty where it is not
     */
    Optional<String> used(NodeName node, @Nullable Long perDay, TrafficDay day) {
        if (perDay != null && day.bytes() >= perDay && isToday(day)) {
            park(node, day);
            return Optional.of(
                    "until %s: %d MiB a day are used up".formatted(day.end(), perDay >> 20));
        }
        if (isFreed(node)) {
            over.accept(List.of(node));
        }
        return Optional.empty();
    }

    private synchronized void park(NodeName node, TrafficDay day) {
        if (parked.put(node, day) == null) {
            LOG.warn("{}: {} bytes today, parked until {}", node, day.bytes(), day.end());
            look(day.end());
        }
    }

    private synchronized boolean isFreed(NodeName node) {
        return parked.remove(node) != null;
    }

    private boolean isToday(TrafficDay day) {
        return day.date().equals(TrafficDay.at(time.now()).date());
    }

    private void look(Instant end) {
        Duration left = Duration.between(time.now(), end);
        Duration pause = left.compareTo(LONGEST_LOOK) < 0 ? left : LONGEST_LOOK;
        time.schedule(pause.isPositive() ? pause : Duration.ofSeconds(1), this::look);
    }

    private void look() {
        List<NodeName> free;
        synchronized (this) {
            free =
                    parked.entrySet().stream()
                            .filter(each -> !isToday(each.getValue()))
                            .map(Map.Entry::getKey)
                            .toList();
            parked.keySet().removeAll(free);
            parked.values().stream().map(TrafficDay::end).findFirst().ifPresent(this::look);
        }
        if (!free.isEmpty()) {
            LOG.info("a new day for {}", free);
            over.accept(free);
        }
    }

    /** {@link Reason#TRAFFIC_LIMIT}, or null where nothing speaks against the node. */
    synchronized @Nullable Reason hold(NodeName node) {
        TrafficDay day = parked.get(node);
        return day != null && isToday(day) ? Reason.TRAFFIC_LIMIT : null;
    }

    /** How many bytes that leaves; null where there is no limit. */
    static @Nullable Long left(@Nullable Long perDay, TrafficDay day) {
        return perDay == null ? null : Math.max(0, perDay - day.bytes());
    }
}
