package dev.lawn.supervisor.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of one family at one moment. What is unknown is left out, so it never reads as 0. */
final class Samples {

    /** One sample as it goes out. */
    record Sample(Labels labels, double value) {}

    private final List<String> labelNames;
    private final List<Sample> known = new ArrayList<>();

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

    List<Sample> known() {
        return known;
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
