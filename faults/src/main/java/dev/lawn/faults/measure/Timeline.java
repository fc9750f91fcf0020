package dev.lawn.faults.measure;

import dev.lawn.faults.lawn.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was seen of one node from a moment on. */
public record Timeline(String node, long start, List<Sight> sights) {

    public Timeline {
        sights = List.copyOf(sights);
    }

    /** How long until the status said anything but connected; empty where it never did. */
    public Optional<Duration> detection() {
        return sights.stream()
                .filter(s -> s.node(node).filter(n -> !n.isConnected()).isPresent())
                .findFirst()
                .map(s -> Duration.ofNanos(s.nanos() - start));
    }

    /**
     * How long from {@code from} until the node earned again and the status said so, the detection
     * being past; empty where it never did.
     */
    public Optional<Duration> recovery(long from) {
        long detectedAt = start + detection().map(Duration::toNanos).orElse(0L);
        long notBefore =
                Math.max(0, detection().map(d -> start + d.toNanos() - from).orElse(0L)) + from;
        return sights.stream()
                .filter(s -> s.nanos() - notBefore >= 0 && s.earnsAndSaysSo(node))
                .filter(s -> s.heardSince(node, detectedAt))
                .findFirst()
                .map(s -> Duration.ofNanos(s.nanos() - from));
    }

    /** The longest stretch in which the status said connected and the oracle said no. */
    public Duration longestLie() {
        long longest = 0;
        long began = -1;
        for (Sight each : sights) {
            if (!each.lies(node)) {
                began = -1;
            } else if (began < 0) {
                began = each.nanos();
            } else {
                longest = Math.max(longest, each.asked() - began);
            }
        }
        return Duration.ofNanos(longest);
    }

    /** The longest stretch in which the oracle said that it does not earn. */
    public Duration longestIdle() {
        long longest = 0;
        long began = -1;
        for (Sight each : sights) {
            if (each.earns(node)) {
                began = -1;
            } else {
                began = began < 0 ? each.nanos() : began;
                longest = Math.max(longest, each.nanos() - began);
            }
        }
        return Duration.ofNanos(longest);
    }

    /** What the status said, each word once in a row. */
    public List<String> shown() {
        List<String> shown = new ArrayList<>();
        for (Sight each : sights) {
            each.node(node)
                    .map(Status.Node::verdict)
                    .filter(v -> shown.isEmpty() || !shown.getLast().equals(v))
                    .ifPresent(shown::add);
        }
        return shown;
    }

    /** Whether everything stayed as it was: connected, since the same moment, the same pids. */
    public List<String> disturbances(Status.Node before) {
        List<String> found = new ArrayList<>();
        for (Sight each : sights) {
            each.node(node)
                    .map(now -> difference(before, now))
                    .filter(d -> !d.isEmpty() && !found.contains(d))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static String difference(Status.Node before, Status.Node now) {
        if (!now.state().equals(before.state()) || !now.since().equals(before.since())) {
            return before.name() + " became " + now.verdict();
        }
        return changed("worker", before.workerPid(), now.workerPid(), before.name())
                + changed("browser", before.browserPid(), now.browserPid(), before.name());
    }

    private static String changed(
            String what, @Nullable Long before, @Nullable Long now, String node) {
        return before == null || now == null || before.equals(now)
                ? ""
                : "%s's %s %d became %d".formatted(node, what, before, now);
    }
}
