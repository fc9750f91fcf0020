package dev.lawn.worker.relay;

import dev.lawn.simulator.http.HttpServer;
import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.http.Request;
import dev.lawn.simulator.http.WebSocket;
import dev.lawn.simulator.http.WebSocketListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A site that answers with the address it was asked from and what it was sent. */
final class MatrixSite implements AutoCloseable {

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    MatrixSite() throws IOException {
        server =
                HttpServer.start(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), this::answer);
    }

    private Reply answer(Request request) {
        asked.add(request.method() + " " + request.target());
        String from = request.peer().getHostAddress();
        return request.wantsWebSocket()
                ? new Reply.WebSocketFrom(new Echo(from))
                : Reply.text(200, from + " " + new String(request.body(), StandardCharsets.UTF_8));
    }

    int port() {
        return server.port();
    }

    /** Method and target of every request. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.close();
    }

    private record Echo(String from) implements WebSocketListener {

        @Override
        public void onOpen(WebSocket socket) {
            // The client speaks first.
        }

        @Override
        public void onText(WebSocket socket, String text) throws IOException {
            socket.send(from + " " + text);
        }

        @Override
        public void onEnd(WebSocket socket) {
            // Nothing to tidy up.
        }
    }
}
