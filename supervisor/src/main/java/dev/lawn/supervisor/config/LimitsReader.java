package dev.lawn.supervisor.config;

import dev.lawn.supervisor.plan.FleetPlan.Containment;
import dev.lawn.supervisor.plan.FleetPlan.Limits;
import java.util.Map;
import java.util.Optional;

/** The section {@code limits} of accounts.yaml: what the host and each node keep to. */
final class LimitsReader {

    private static final int MOST_STARTS_AT_ONCE = 64;
    private static final int MOST_FAILED_STARTS = 1000;

    /** A worker JVM and a browser with nothing in its tabs take more than that together. */
    private static final long LEAST_MEMORY = 128L << 20;

    /** A fresh profile takes some 20 MiB. */
    private static final long LEAST_DISK = 64L << 20;

    private static final long LEAST_FREE_DISK = 1L << 20;

    /** Some ten page loads: less would not even be enough for a sign-in. */
    private static final long LEAST_TRAFFIC = 10L << 20;

    private static final Map<String, Containment> CONTAINMENTS =
            Map.of(
                    "auto", Containment.AUTO,
                    "pid_namespace", Containment.PID_NAMESPACE,
                    "cgroup", Containment.CGROUP,
                    "subreaper", Containment.SUBREAPER,
                    "marker", Containment.MARKER);

    private final Optional<Mapping> section;

    /**
     * @param file the whole of accounts.yaml
     */
    LimitsReader(Mapping file) {
        this.section =
                file.find("limits")
                        .flatMap(
                                at ->
                                        at.mapping(
                                                "starts_at_once",
                                                "memory_per_node",
                                                "disk_per_node",
                                                "free_disk",
                                                "failed_starts",
                                                "traffic_per_day",
                                                "containment"));
    }

    Limits limits() {
        return new Limits(
                integer("starts_at_once", MOST_STARTS_AT_ONCE, Limits.DEFAULT.startsAtOnce()),
                size("memory_per_node", LEAST_MEMORY, Limits.DEFAULT.memoryPerNode()),
                size("disk_per_node", LEAST_DISK, Limits.DEFAULT.diskPerNode()),
                size("free_disk", LEAST_FREE_DISK, Limits.DEFAULT.freeDisk()),
                integer("failed_starts", MOST_FAILED_STARTS, Limits.DEFAULT.failedStarts()));
    }

    /** Of every node that has none of its own; empty for any number of bytes. */
    Optional<Long> trafficPerDay() {
        return find("traffic_per_day").flatMap(LimitsReader::traffic);
    }

    /** Bytes a day. */
    static Optional<Long> traffic(Cursor at) {
        return Size.read(at, LEAST_TRAFFIC);
    }

    Containment containment() {
        return find("containment")
                .flatMap(at -> Scalars.oneOf(at, CONTAINMENTS))
                .orElse(Containment.AUTO);
    }

    private int integer(String key, int most, int otherwise) {
        return find(key).flatMap(at -> Scalars.integer(at, 1, most)).orElse(otherwise);
    }

    private long size(String key, long least, long otherwise) {
        return find(key).flatMap(at -> Size.read(at, least)).orElse(otherwise);
    }

    private Optional<Cursor> find(String key) {
        return section.flatMap(limits -> limits.find(key));
    }
}
