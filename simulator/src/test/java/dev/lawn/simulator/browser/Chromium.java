package dev.lawn.simulator.browser;

import dev.lawn.common.proc.ProcessEntry;
import dev.lawn.common.proc.ProcessFamily;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Chromium with the stand-in extension, driven by its DevTools protocol and nothing else.
 */
final class Chromium implements WebSocket.Listener, AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    static final Path EXTENSION = Path.of("../extensions/demo/extension");

    private static final String READY = "DevTools listening on ";
    private static final long PATIENCE_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);

    /** Chromium and all it starts: a profile is nobody's only when the last of them has gone. */
    private final ProcessFamily family;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket devTools;
    private final StringBuilder partial = new StringBuilder();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

    private Chromium(Process process, ProcessFamily family, URI address) {
        this.process = process;
        this.family = family;
        this.devTools = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    static Chromium start(Path profile) throws IOException {
        return start(profile, EXTENSION);
    }

    static Chromium start(Path profile, Path extension) throws IOException {
        ProcessFamily family = new ProcessFamily("test-" + UUID.randomUUID());
        ProcessBuilder builder =
                new ProcessBuilder(
                                "/usr/bin/chromium",
                                "--headless=new",
                                "--no-sandbox",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "--load-extension=" + extension.toRealPath(),
                                "about:blank")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(ProcessFamily.VARIABLE, family.marker());
        Process process = builder.start();
        return new Chromium(process, family, address(process.errorReader()));
    }

    /** Chromium's words on stderr, up to the one that matters; the rest is drained unread. */
    private static URI address(BufferedReader stderr) throws IOException {
        for (String line = stderr.readLine(); line != null; line = stderr.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofPlatform().daemon().start(() -> stderr.lines().forEach(_ -> {}));
                return URI.create(line.substring(READY.length()).strip());
            }
        }
        throw new IOException("Chromium ended before it listened");
    }

    /** A tab. */
    final class Tab {
        private final String target;
        private final String session;

        private Tab(String target, String session) {
            this.target = target;
            this.session = session;
        }

        /** The value of a JavaScript expression, awaited where it is a promise. */
        JsonNode evaluate(String expression) {
            JsonNode result =
                    call(
                            session,
                            "Runtime.evaluate",
                            Map.of(
                                    "expression", expression,
                                    "awaitPromise", true,
                                    "returnByValue", true));
            if (result.has("exceptionDetails")) {
                throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
            }
            return result.at("/result/value");
        }

        boolean has(String selector) {
            return evaluate("document.querySelector(`%s`) !== null".formatted(selector))
                    .asBoolean(false);
        }

        /** Loads the page once more, and waits until the old one has gone. */
        void reload() {
            evaluate("window.isOld = true; location.reload()");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> evaluate("window.isOld !== true").asBoolean(false));
        }

        /** The words a visitor sees. */
        String text() {
            return evaluate("document.body.innerText").asString("");
        }

        /** Replaces what a field holds. */
        void fill(String name, String value) {
            evaluate("document.querySelector('[name=%s]').value = '%s'".formatted(name, value));
        }

        /** Presses the mouse over the middle of an element: whatever lies on top gets the click. */
        void press(String selector) {
            pressAt(middleOf("document.querySelector(`%s`)".formatted(selector)));
        }

        /** The same over an element in the page's one frame. */
        void pressInFrame(String selector) {
            JsonNode frame =
                    evaluate(
                            "(f => [f.getBoundingClientRect().x + f.clientLeft,"
                                    + " f.getBoundingClientRect().y + f.clientTop])"
                                    + "(document.querySelector('iframe'))");
            JsonNode middle =
                    middleOf(
                            "document.querySelector('iframe').contentDocument.querySelector(`%s`)"
                                    .formatted(selector));
            pressAt(
                    middle.path(0).asDouble() + frame.path(0).asDouble(),
                    middle.path(1).asDouble() + frame.path(1).asDouble());
        }

        private JsonNode middleOf(String element) {
            return evaluate(
                    "(r => [r.x + r.width / 2, r.y + r.height / 2])(%s.getBoundingClientRect())"
                            .formatted(element));
        }

        private void pressAt(JsonNode point) {
            pressAt(point.path(0).asDouble(), point.path(1).asDouble());
        }

        private void pressAt(double x, double y) {
            for (String type : List.of("mousePressed", "mouseReleased")) {
                call(
                        session,
                        "Input.dispatchMouseEvent",
                        Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
            }
        }

        void close() {
            call("", "Target.closeTarget", Map.of("targetId", target));
        }
    }

    Tab open(String url) {
        String target =
                call("", "Target.createTarget", Map.of("url", url)).path("targetId").asString();
        JsonNode attached =
                call("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true));
        return new Tab(target, attached.path("sessionId").asString());
    }

    /** The same, with a script that runs before any of the page's own. */
    Tab open(String url, String script) {
        Tab tab = open("about:blank");
        call(tab.session, "Page.enable", Map.of());
        call(tab.session, "Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        call(tab.session, "Page.navigate", Map.of("url", url));
        return tab;
    }

    /** Whether something of this address runs: a page, or an extension's service worker. */
    boolean shows(String url) {
        JsonNode targets = call("", "Target.getTargets", Map.of()).path("targetInfos");
        return targets.valueStream().anyMatch(each -> each.path("url").asString().equals(url));
    }

    private JsonNode call(String session, String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        send(id, session, method, parameters);
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void send(int id, String session, String method, Map<String, ?> parameters) {
        Map<String, ?> message =
                session.isEmpty()
                        ? Map.of("id", id, "method", method, "params", parameters)
                        : Map.of(
                                "id", id,
                                "method", method,
                                "params", parameters,
                                "sessionId", session);
        devTools.sendText(JSON.writeValueAsString(message), true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode message = JSON.readTree(partial.toString());
            partial.setLength(0);
            CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt(0));
            if (answer != null) {
                answer.complete(message.path("result"));
            }
        }
        socket.request(1);
        return CompletableFuture.completedStage(null);
    }

    /** Quits as a person would, so that the profile is kept whole; by force where that fails. */
    @Override
    public void close() {
        try {
            // It may be gone before it has answered.
            send(lastId.incrementAndGet(), "", "Browser.close", Map.of());
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } finally {
            List<ProcessEntry> _ = family.kill(PATIENCE);
            http.shutdownNow();
        }
    }
}
