package dev.lawn.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person who looks at a page of a node's own browser over its debugging port, as {@code
 * chrome://inspect} does, and uses mouse and keyboard. The page's scripts see real input; nothing
 * is clicked or filled in by script.
 */
final class PersonAtTheBrowser implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE_SECONDS = 60;

    /** The middle of the first such element in the page or its frames, in pixels of the window. */
    private static final String PLACE =
            """
            (function find(page, x, y) {
              const element = page.querySelector(`SELECTOR`);
              if (element) {
                const box = element.getBoundingClientRect();
                return [x + box.x + box.width / 2, y + box.y + box.height / 2];
              }
              for (const frame of page.querySelectorAll("iframe")) {
                const box = frame.getBoundingClientRect();
                const place = frame.contentDocument
                  && find(frame.contentDocument, x + box.x + frame.clientLeft, y + box.y + frame.clientTop);
                if (place) {
                  return place;
                }
              }
              return null;
            })(document, 0, 0)
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket page;
    private final StringBuilder partial = new StringBuilder();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

    /**
     * Sits down before the page of a site.
     *
     * @param port of the browser, as {@code lawn open} tells it
     */
    PersonAtTheBrowser(int port, URI site) throws IOException, InterruptedException {
        this.page = http.newWebSocketBuilder().buildAsync(address(port, site), this).join();
    }

    private URI address(int port, URI site) throws IOException, InterruptedException {
        URI list = URI.create("http://127.0.0.1:%d/json/list".formatted(port));
        String targets =
                http.send(
                                HttpRequest.newBuilder(list).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        return JSON.readTree(targets)
                .valueStream()
                .filter(each -> each.path("type").asString("").equals("page"))
                .filter(each -> each.path("url").asString("").startsWith(site.toString()))
                .map(each -> URI.create(each.path("webSocketDebuggerUrl").asString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no page of " + site + " in " + targets));
    }

    boolean sees(String selector) {
        return place(selector).isArray();
    }

    private JsonNode place(String selector) {
        return call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                PLACE.replace("SELECTOR", selector),
                                "returnByValue",
                                true))
                .at("/result/value");
    }

    /** Clicks on it; whatever lies on top gets the click. */
    void clicks(String selector) {
        JsonNode place = place(selector);
        double x = place.path(0).asDouble();
        double y = place.path(1).asDouble();
        mouse(Map.of("type", "mouseMoved", "x", x, "y", y));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            mouse(Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
        }
    }

    private void mouse(Map<String, ?> event) {
        JsonNode _ = call("Input.dispatchMouseEvent", event);
    }

    /** Key by key, wherever the page has its focus. */
    void types(String text) {
        for (String key : text.split("", -1)) {
            if (!key.isEmpty()) {
                JsonNode _ =
                        call(
                                "Input.dispatchKeyEvent",
                                Map.of("type", "keyDown", "key", key, "text", key));
                JsonNode _ = call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
            }
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        String message =
                JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        page.sendText(message, true).join();
        JsonNode came = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (came.has("error")) {
            throw new AssertionError(method + ": " + came);
        }
        return came.path("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode message = JSON.readTree(partial.toString());
            partial.setLength(0);
            CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt(0));
            if (answer != null) {
                answer.complete(message);
            }
        }
        socket.request(1);
        return CompletableFuture.completedStage(null);
    }

    /** Leaves; the page stays as it is. */
    @Override
    public void close() {
        page.abort();
        http.shutdownNow();
    }
}
