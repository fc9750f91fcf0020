package dev.lawn.faults.leak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One tab of a browser, by its debugging port. */
final class Tab implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A page that goes on working says so by its title. */
    private static final String DONE =
            "document.readyState === 'complete' && location.href !== 'about:blank' && document.title !== 'trying'";

    private final WebSocket socket;
    private final BlockingQueue<String> messages;
    private int lastId;

    private Tab(WebSocket socket, BlockingQueue<String> messages) {
        this.socket = socket;
        this.messages = messages;
    }

    static Tab attach(HttpClient http, String address) {
        BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        return new Tab(
                http.newWebSocketBuilder()
                        .buildAsync(URI.create(address), new Listener(messages))
                        .join(),
                messages);
    }

    /** The text of its page once that is complete, or as it stands when the time is up. */
    String textWhenDone(Duration atMost) throws IOException, InterruptedException {
        long looks = atMost.toNanos() / PAUSE;
        for (long look = 0; look < looks && !evaluate(DONE).asBoolean(false); look++) {
            LockSupport.parkNanos(PAUSE);
        }
        return evaluate("location.href + '\\n' + document.documentElement.innerText").asString("");
    }

    private JsonNode evaluate(String expression) throws IOException, InterruptedException {
        int id = ++lastId;
        socket.sendText(
                        JSON.writeValueAsString(
                                JSON.createObjectNode()
                                        .put("id", id)
                                        .put("method", "Runtime.evaluate")
                                        .set(
                                                "params",
                                                JSON.createObjectNode()
                                                        .put("expression", expression)
                                                        .put("returnByValue", true))),
                        true)
                .join();
        while (true) {
            String message = messages.poll(ANSWER.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new IOException("the tab does not answer");
            }
            JsonNode answer = JSON.readTree(message);
            if (answer.path("id").asInt(0) == id) {
                return answer.path("result").path("result").path("value");
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private record Listener(BlockingQueue<String> messages, StringBuilder part)
            implements WebSocket.Listener {

        Listener(BlockingQueue<String> messages) {
            this(messages, new StringBuilder());
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket webSocket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
