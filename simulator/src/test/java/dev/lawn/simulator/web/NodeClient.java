package dev.lawn.simulator.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's side of the socket, without a browser. */
final class NodeClient implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Connects; the future fails where the handshake is refused. */
    CompletableFuture<WebSocket> connect(String destination, String token) {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + destination + "/?token=" + token), this);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        messages.add(JSON.readTree(data.toString()));
        socket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        ended.complete(null);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        ended.complete(null);
    }

    JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(60, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    /** Ends the TCP connection as a killed browser does. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
