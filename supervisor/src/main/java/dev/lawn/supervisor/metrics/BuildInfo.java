package dev.lawn.supervisor.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/** {@code lawn_build_info}: which Lawn runs. */
final class BuildInfo implements Collector {

    static final String NAME = "lawn_build_info";

    private static final String HELP = "The version of Lawn that runs; always 1.";

    private final String version;

    BuildInfo(String version) {
        this.version = version;
    }

    @Override
    public MetricSnapshot collect() {
        return InfoSnapshot.builder()
                .name(NAME)
                .help(HELP)
                .dataPoint(
                        InfoDataPointSnapshot.builder()
                                .labels(Labels.of("version", version))
                                .build())
                .build();
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        return MetricFamilyDescriptor.info(NAME).help(HELP).labelNames("version").build();
    }
}
