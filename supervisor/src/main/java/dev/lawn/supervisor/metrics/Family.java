package dev.lawn.supervisor.metrics;

import dev.lawn.supervisor.fleet.FleetSnapshot;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import dev.lawn.supervisor.metrics.Samples.Distribution;
import dev.lawn.supervisor.metrics.Samples.Sample;
import dev.lawn.supervisor.traffic.ConnectTimes;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One metric family: what it is called, and how its samples are read off a snapshot.
 *
 * @param name as Prometheus shows it, {@code _total} and {@code _info} included
 * @param help one sentence for people
 * @param labels the names of all its labels
 */
record Family(
        Kind kind,
        String name,
        String help,
        List<String> labels,
        BiConsumer<FleetSnapshot, Samples> reader) {

    enum Kind {
        GAUGE,
        COUNTER,
        INFO,
        HISTOGRAM
    }

    /** A family that reads each node by itself. */
    static Family ofNodes(
            Kind kind,
            String name,
            String help,
            List<String> labels,
            BiConsumer<NodeSnapshot, Samples> reader) {
        return new Family(
                kind,
                name,
                help,
                labels,
                (fleet, samples) -> fleet.nodes().forEach(node -> reader.accept(node, samples)));
    }

    /** Name, type and labels, so that a registry can refuse a second family of that name. */
    MetricFamilyDescriptor descriptor() {
        return switch (kind) {
            case GAUGE -> MetricFamilyDescriptor.gauge(name).help(help).labelNames(labels).build();
            case COUNTER ->
                    MetricFamilyDescriptor.counter(name).help(help).labelNames(labels).build();
            case INFO -> MetricFamilyDescriptor.info(name).help(help).labelNames(labels).build();
            case HISTOGRAM ->
                    MetricFamilyDescriptor.histogram(name).help(help).labelNames(labels).build();
        };
    }

    /** What is known of it now; empty where nothing is, for a family without samples is noise. */
    Optional<MetricSnapshot> read(FleetSnapshot fleet) {
        Samples samples = new Samples(labels);
        reader.accept(fleet, samples);
        return samples.isEmpty() ? Optional.empty() : Optional.of(snapshot(samples));
    }

    private MetricSnapshot snapshot(Samples samples) {
        return switch (kind) {
            case GAUGE -> gauge(samples.known());
            case COUNTER -> counter(samples.known());
            case INFO -> info(samples.known());
            case HISTOGRAM -> histogram(samples.distributions());
        };
    }

    private GaugeSnapshot gauge(List<Sample> samples) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        for (Sample sample : samples) {
            family.dataPoint(
                    GaugeDataPointSnapshot.builder()
                            .labels(sample.labels())
                            .value(sample.value())
                            .build());
        }
        return family.build();
    }

    private CounterSnapshot counter(List<Sample> samples) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        for (Sample sample : samples) {
            family.dataPoint(
                    CounterDataPointSnapshot.builder()
                            .labels(sample.labels())
                            .value(sample.value())
                            .build());
        }
        return family.build();
    }

    private InfoSnapshot info(List<Sample> samples) {
        InfoSnapshot.Builder family = InfoSnapshot.builder().name(name).help(help);
        for (Sample sample : samples) {
            family.dataPoint(InfoDataPointSnapshot.builder().labels(sample.labels()).build());
        }
        return family.build();
    }

    private HistogramSnapshot histogram(List<Distribution> distributions) {
        HistogramSnapshot.Builder family = HistogramSnapshot.builder().name(name).help(help);
        for (Distribution each : distributions) {
            family.dataPoint(
                    HistogramDataPointSnapshot.builder()
                            .labels(each.labels())
                            .classicHistogramBuckets(buckets(each.times()))
                            .sum(each.times().sumSeconds())
                            .build());
        }
        return family.build();
    }

    private static ClassicHistogramBuckets buckets(ConnectTimes times) {
        List<Double> bounds = new ArrayList<>(ConnectTimes.bounds());
        bounds.add(Double.POSITIVE_INFINITY);
        return ClassicHistogramBuckets.of(bounds, times.counts());
    }
}
