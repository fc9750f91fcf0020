package dev.lawn.faults.leak;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** A web site whose one page tries whatever a page can to get out by another way than the proxy. */
final class HostilePages implements AutoCloseable {

    private static final String PAGE = "hostile.html";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HostilePages(HttpServer server) {
        this.server = server;
    }

    /**
     * Opens it.
     *
     * @param host the address it listens on
     */
    static HostilePages at(String host) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, 0), 0);
        HostilePages pages = new HostilePages(server);
        byte[] page = read();
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders().set("Content-Type", "text/html");
                        exchange.sendResponseHeaders(200, page.length);
                        exchange.getResponseBody().write(page);
                    }
                });
        server.setExecutor(pages.threads);
        server.start();
        return pages;
    }

    private static byte[] read() throws IOException {
        try (InputStream page =
                Objects.requireNonNull(HostilePages.class.getResourceAsStream(PAGE), PAGE)) {
            return page.readAllBytes();
        }
    }

    /** The address of the page that tries these ports of the browser's own host, among others. */
    String address(List<Integer> ports) {
        return "http://%s:%d/?ports=%s"
                .formatted(
                        server.getAddress().getHostString(),
                        server.getAddress().getPort(),
                        ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
