package dev.lawn.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A service small enough to read: a step-wise sign-in page and an API behind a token. */
final class TestSite implements AutoCloseable {

    private static final String TOKEN = "t0ken-of-the-test";

    private static final String EXIT_IP = "203.0.113.9";

    private final HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final String extensionId;

    /** How often a sign-in form came. */
    final AtomicInteger signIns = new AtomicInteger();

    /** Whether the page comes without its form. */
    final AtomicBoolean withoutForm = new AtomicBoolean();

    /** Whether the account's devices include the one that connects. */
    final AtomicBoolean isListed = new AtomicBoolean(true);

    /** Whether nobody learns their exit IP. */
    final AtomicBoolean tellsNoIp = new AtomicBoolean();

    /** How often the sign-in page was loaded. */
    final AtomicInteger pages = new AtomicInteger();

    /** How often the page without its form was shown: its own renderer asks for what is in it. */
    final AtomicInteger shown = new AtomicInteger();

    /** How often the page was loaded whose script never ends. */
    final AtomicInteger hanging = new AtomicInteger();

    /**
     * @param extensionId whom the page tells about a sign-in
     */
    TestSite(String extensionId) throws IOException {
        this.extensionId = extensionId;
        server.createContext("/", this::page);
        server.createContext("/login", this::login);
        server.createContext("/hangs", this::hang);
        server.createContext("/shown", this::showed);
        server.createContext(
                "/me", e -> api(e, "{\"result\":{\"data\":{\"points\":12.5,\"uptime\":86400}}}"));
        server.createContext("/devices", e -> api(e, devices()));
        server.createContext(
                "/ip", e -> answer(e, tellsNoIp.get() ? 503 : 200, "text/plain", EXIT_IP + "\n"));
        server.start();
    }

    private String devices() {
        return "{\"result\":{\"data\":[{\"ipAddress\":\"203.0.113.8\"},{\"ipAddress\":\"%s\"}]}}"
                .formatted(isListed.get() ? EXIT_IP : "203.0.113.10");
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void page(HttpExchange exchange) throws IOException {
        if (!"/".equals(exchange.getRequestURI().getPath())) {
            answer(exchange, 404, "text/plain", "");
            return;
        }
        pages.incrementAndGet();
        try (InputStream in =
                Objects.requireNonNull(TestSite.class.getResourceAsStream("/site.html"))) {
            if (withoutForm.get()) {
                answer(
                        exchange,
                        200,
                        "text/html",
                        "<p>One moment, please<script src=/shown></script>");
                return;
            }
            String html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 200, "text/html", html.replace("@extension@", extensionId));
        }
    }

    private void showed(HttpExchange exchange) throws IOException {
        shown.incrementAndGet();
        answer(exchange, 200, "text/javascript", "");
    }

    private void hang(HttpExchange exchange) throws IOException {
        hanging.incrementAndGet();
        answer(exchange, 200, "text/html", "<p id=points>7</p><script>while (true);</script>");
    }

    private void login(HttpExchange exchange) throws IOException {
        signIns.incrementAndGet();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean right = body.equals("me@example.com\ncorrect horse");
        answer(exchange, right ? 200 : 401, "text/plain", right ? TOKEN : "");
    }

    private void api(HttpExchange exchange, String json) throws IOException {
        boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, known ? 200 : 401, "application/json", known ? json : "{}");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
