package dev.lawn.supervisor.metrics;

import dev.lawn.supervisor.fleet.FleetSnapshot;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a scrape of the fleet alone would read. */
final class Exposition {

    private Exposition() {}

    static String of(FleetSnapshot fleet) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new FleetCollector(() -> fleet));
        return of(registry);
    }

    static String of(PrometheusRegistry registry) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create()
                .write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        return text.toString(StandardCharsets.UTF_8);
    }
}
