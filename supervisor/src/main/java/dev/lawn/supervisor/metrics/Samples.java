package dev.lawn.supervisor.metrics;

import dev.lawn.supervisor.traffic.ConnectTimes;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one family at one moment. What is unknown is left out, so it never reads as 0. */
final class Samples {

    /** One sample as it goes out. */
    record Sample(Labels labels, double value) {}

    /** One distribution as it goes out. */
    record Distribution(Labels labels, ConnectTimes times) {}

    private final List<String> labelNames;
    private final List<Sample> known = new ArrayList<>();
    private final List<Distribution> distributions = new ArrayList<>();

    Samples(List<String> labelNames) {
        this.labelNames = labelNames;
    }

    /**
     * Adds one sample.
     *
     * @param value null for unknown: nothing is added
     * @param labelValues in the order of the family's label names; null for unknown: Prometheus
     *     takes a label that is absent and one that is empty for the same
     */
    void add(@Nullable Number value, @Nullable String... labelValues) {
        if (value != null) {
            known.add(new Sample(labels(labelValues), value.doubleValue()));
        }
    }

    /** Adds one distribution; only a family of histograms shows it. */
    void add(ConnectTimes times, @Nullable String... labelValues) {
        distributions.add(new Distribution(labels(labelValues), times));
    }

    boolean isEmpty() {
        return known.isEmpty() && distributions.isEmpty();
    }

    List<Sample> known() {
        return known;
    }

    List<Distribution> distributions() {
        return distributions;
    }

    private Labels labels(@Nullable String[] values) {
        Labels.Builder labels = Labels.builder();
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            if (value != null) {
                labels.label(labelNames.get(i), value);
            }
        }
        return labels.build();
    }
}
