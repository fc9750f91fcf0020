package dev.lawn.supervisor.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lawn.common.model.NodeName;
import dev.lawn.supervisor.fleet.Fleet;
import dev.lawn.supervisor.fleet.NodeSnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The control endpoint.
 *
 * <pre>
 * GET  /api/v1/status                      the status document
 * POST /api/v1/nodes/NAME/start|stop|restart   202; 404 for a node there is not,
 *                                              503 while the fleet goes down
 * POST /api/v1/nodes/NAME/otp              the same, the code as body; 409 where nobody waits for one
 * POST /api/v1/nodes/NAME/sign-in          the same; 409 where it waits neither for a person nor
 *                                              because the service told it to
 * POST /api/v1/reload                      200 with what became of each node; 422 with every
 *                                          problem of the configuration, a line each; 503 while
 *                                          the fleet does not run
 * </pre>
 *
 * Every request needs {@code Authorization: Bearer TOKEN}; see {@link Gate}.
 */
public final class ControlServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor;
    private final Gate gate;

    private ControlServer(HttpServer server, String token) {
        this.server = server;
        this.executor = Executors.newVirtualThreadPerTaskExecutor();
        this.gate = new Gate(token);
    }

    /**
     * Takes the address, and serves nothing yet.
     *
     * @param listen a loopback address; port 0 for any free one
     * @throws IOException where the address is taken
     */
    public static ControlServer bind(InetSocketAddress listen, String token) throws IOException {
        return new ControlServer(HttpServer.create(listen, 0), token);
    }

    /**
     * Begins to serve. Called once.
     *
     * @param status the document, asked anew for each request
     * @param reload loads the configuration anew; may be asked by several at once
     */
    public void start(Fleet fleet, Supplier<StatusDocument> status, Supplier<Reloaded> reload) {
        server.setExecutor(executor);
        server.createContext("/", exchange -> handle(exchange, fleet, status, reload));
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(
            HttpExchange exchange,
            Fleet fleet,
            Supplier<StatusDocument> status,
            Supplier<Reloaded> reload)
            throws IOException {
        try (exchange) {
            Optional<Integer> refusal = gate.refusal(exchange.getRequestHeaders());
            if (refusal.isPresent()) {
                answer(exchange, refusal.get(), "text/plain", "refused\n");
                return;
            }
            route(exchange, fleet, status, reload);
        }
    }

    private static void route(
            HttpExchange exchange,
            Fleet fleet,
            Supplier<StatusDocument> status,
            Supplier<Reloaded> reload)
            throws IOException {
        String path = exchange.getRequestURI().getPath();
        String[] parts = path.split("/", -1);
        if (path.equals("/api/v1/status") && isMethod(exchange, "GET")) {
            answer(exchange, 200, "application/json", ControlJson.write(status.get()));
        } else if (path.equals("/api/v1/reload") && isMethod(exchange, "POST")) {
            reload(exchange, reload.get());
        } else if (parts.length == 6
                && path.startsWith("/api/v1/nodes/")
                && isMethod(exchange, "POST")) {
            request(exchange, fleet, parts[4], parts[5]);
        } else {
            answer(exchange, 404, "text/plain", "no such path\n");
        }
    }

    private static void reload(HttpExchange exchange, Reloaded reloaded) throws IOException {
        switch (reloaded) {
            case Reloaded.Done(ReloadDocument document) ->
                    answer(exchange, 200, "application/json", ControlJson.write(document));
            case Reloaded.Refused(String problems) ->
                    answer(exchange, 422, "text/plain", problems + "\n");
            case Reloaded.NotRunning _ ->
                    answer(exchange, 503, "text/plain", "the fleet does not run\n");
        }
    }

    private static void request(HttpExchange exchange, Fleet fleet, String node, String word)
            throws IOException {
        if (word.equals(ControlClient.OTP)) {
            takeCode(exchange, fleet, node);
            return;
        }
        if (word.equals(ControlClient.SIGN_IN)) {
            signIn(exchange, fleet, node);
            return;
        }
        Optional<NodeRequest> request = NodeRequest.ofWord(word);
        if (request.isEmpty()) {
            answer(exchange, 404, "text/plain", "no such path\n");
        } else if (!isNode(fleet, node)) {
            answer(exchange, 404, "text/plain", "no such node\n");
        } else if (fleet.post(new NodeName(node), request.get().event())) {
            answer(exchange, 202, "text/plain", "accepted\n");
        } else {
            answer(exchange, 503, "text/plain", "the fleet is going down\n");
        }
    }

    private static void takeCode(HttpExchange exchange, Fleet fleet, String name)
            throws IOException {
        Optional<NodeSnapshot> node = node(fleet, name);
        if (node.isEmpty()) {
            answer(exchange, 404, "text/plain", "no such node\n");
            return;
        }
        OneTimeCodes.Reply reply =
                new OneTimeCodes(fleet).take(node.get(), exchange.getRequestBody());
        answer(exchange, reply.status(), "text/plain", reply.words() + "\n");
    }

    private static void signIn(HttpExchange exchange, Fleet fleet, String name) throws IOException {
        Optional<NodeSnapshot> node = node(fleet, name);
        if (node.isEmpty()) {
            answer(exchange, 404, "text/plain", "no such node\n");
            return;
        }
        SignInWishes.Reply reply = new SignInWishes(fleet).take(node.get());
        answer(exchange, reply.status(), "text/plain", reply.words() + "\n");
    }

    private static boolean isNode(Fleet fleet, String name) {
        return NodeName.isValid(name) && fleet.has(new NodeName(name));
    }

    private static Optional<NodeSnapshot> node(Fleet fleet, String name) {
        return fleet.snapshot().nodes().stream()
                .filter(n -> n.node().value().equals(name))
                .findFirst();
    }

    private static boolean isMethod(HttpExchange exchange, String method) {
        return exchange.getRequestMethod().equals(method);
    }

    private static void answer(HttpExchange exchange, int code, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Answers nobody any more; waits for no request under way. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
