package dev.lawn.supervisor.metrics;

import com.sun.net.httpserver.HttpServer;
import dev.lawn.supervisor.fleet.FleetSnapshot;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics} (text and OpenMetrics), {@code /-/healthy} and {@code /-/ready}, for
 * reading only: the one endpoint an operator may open to a Prometheus on another host. On loopback
 * it answers only who asks for loopback: a page that a node's browser got by a proxy on this host
 * may have a name that leads here.
 *
 * <pre>{@code
 * try (var endpoint = MetricsEndpoint.start(listen, fleet::snapshot, fleet::isReady, "0.1.0")) {
 *     System.out.println("http:/" + endpoint.address() + "/metrics");
 * }
 * }</pre>
 */
public final class MetricsEndpoint implements AutoCloseable {

    private static final int SYSTEM_BACKLOG = 0;

    private final HttpServer server;
    private final ExecutorService executor;

    private MetricsEndpoint(HttpServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * Binds and serves until closed.
     *
     * @param listen exactly this address, never every interface unless it says so; port 0 takes a
     *     free one
     * @param fleet asked once per scrape
     * @param ready what {@code /-/ready} answers: 200 for true, 503 for false
     * @param version of Lawn, for {@code lawn_build_info}
     * @throws IOException where the address cannot be bound; its message names the address
     */
    public static MetricsEndpoint start(
            InetSocketAddress listen,
            Supplier<FleetSnapshot> fleet,
            BooleanSupplier ready,
            String version)
            throws IOException {
        HttpServer server = bind(listen);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(executor);
        boolean isLoopbackOnly = server.getAddress().getAddress().isLoopbackAddress();
        server.createContext(
                "/",
                new Routes(new MetricsHandler(registry(fleet, version)), ready, isLoopbackOnly));
        server.start();
        return new MetricsEndpoint(server, executor);
    }

    private static HttpServer bind(InetSocketAddress listen) throws IOException {
        try {
            return HttpServer.create(listen, SYSTEM_BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    "metrics endpoint %s:%d: %s"
                            .formatted(listen.getHostString(), listen.getPort(), e.getMessage()),
                    e);
        }
    }

    private static PrometheusRegistry registry(Supplier<FleetSnapshot> fleet, String version) {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new FleetCollector(fleet));
        registry.register(new BuildInfo(version));
        JvmMetrics.builder().register(registry);
        return registry;
    }

    /** The address that is really bound. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Frees the port at once; a scrape under way is cut off. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
