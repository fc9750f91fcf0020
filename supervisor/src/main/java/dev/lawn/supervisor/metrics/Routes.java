package dev.lawn.supervisor.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.lawn.common.net.HostHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Exact paths, reading only. The server's own contexts would also match {@code /metricsanything}.
 */
final class Routes implements HttpHandler {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int NO_BODY = -1;

    private final HttpHandler metrics;
    private final BooleanSupplier ready;
    private final boolean isLoopbackOnly;

    /**
     * @param isLoopbackOnly whether nobody but this host is served: then a request that names
     *     another is one of a page that wants to be taken for us, and is refused
     */
    Routes(HttpHandler metrics, BooleanSupplier ready, boolean isLoopbackOnly) {
        this.metrics = metrics;
        this.ready = ready;
        this.isLoopbackOnly = isLoopbackOnly;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (isLoopbackOnly && !HostHeader.isLoopback(hosts)) {
            answer(exchange, 421, "this is loopback: ask 127.0.0.1 or localhost");
            return;
        }
        if (!READING.contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            answer(exchange, 405, "only GET and HEAD");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/metrics" -> metrics.handle(exchange);
            case "/-/healthy" -> answer(exchange, 200, "healthy");
            case "/-/ready" -> ready(exchange);
            default -> answer(exchange, 404, "not found; there are /metrics, /-/healthy, /-/ready");
        }
    }

    private void ready(HttpExchange exchange) throws IOException {
        if (ready.getAsBoolean()) {
            answer(exchange, 200, "ready");
        } else {
            answer(exchange, 503, "not ready");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            if ("HEAD".equals(exchange.getRequestMethod())) {
                exchange.sendResponseHeaders(status, NO_BODY);
            } else {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }
}
