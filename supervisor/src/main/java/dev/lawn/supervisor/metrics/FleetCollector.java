package dev.lawn.supervisor.metrics;

import dev.lawn.supervisor.fleet.FleetSnapshot;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All metrics of the fleet, read off one snapshot per scrape: a scrape never sees half an update,
 * and a node that was removed is gone from the next scrape on.
 *
 * <pre>{@code
 * registry.register(new FleetCollector(fleet::snapshot));
 * }</pre>
 */
public final class FleetCollector implements MultiCollector {

    private static final List<Family> FAMILIES =
            Stream.of(
                            StateFamilies.all(),
                            ServiceFamilies.all(),
                            ResourceFamilies.all(),
                            TrafficFamilies.all(),
                            DownFamilies.all(),
                            EgressFamilies.all(),
                            AccountFamilies.all(),
                            ExtensionFamilies.all())
                    .flatMap(List::stream)
                    .toList();

    private final Supplier<FleetSnapshot> fleet;

    /**
     * @param fleet asked once per scrape, on the scrape's thread; must be fast and thread-safe
     */
    public FleetCollector(Supplier<FleetSnapshot> fleet) {
        this.fleet = fleet;
    }

    @Override
    public MetricSnapshots collect() {
        FleetSnapshot now = fleet.get();
        return new MetricSnapshots(
                FAMILIES.stream()
                        .map(family -> family.read(now))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Fixed, whatever is known at the moment. */
    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return FAMILIES.stream().map(Family::descriptor).toList();
    }

    /** Every family by the name Prometheus shows, with its labels. */
    static List<Family> families() {
        return FAMILIES;
    }
}
