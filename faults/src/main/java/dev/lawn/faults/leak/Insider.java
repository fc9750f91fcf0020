package dev.lawn.faults.leak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program that runs inside the private network beside the node, and does what cannot be done
 * from outside. Its stdin has orders, its stdout one JSON object for each:
 *
 * <ul>
 *   <li>{@code open URL}: what the node's browser shows there, in a tab of its own
 *   <li>{@code get URL}: what this very process is answered, without any browser
 *   <li>{@code by PORT URL}: the same through a proxy on that port of loopback
 * </ul>
 */
final class Insider {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path profile;

    private Insider(Path profile) {
        this.profile = profile;
    }

    /** The one argument is the browser's profile, where it writes its debugging port. */
    public static void main(String[] args) throws IOException {
        Insider insider = new Insider(Path.of(args[0]));
        BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(JSON.writeValueAsString(insider.answer(order)));
        }
        System.exit(0);
    }

    /**
     * @param text what was seen; empty where nothing was
     * @param failure why nothing was seen; empty where something was
     */
    record Seen(String text, String failure) {}

    private Seen answer(String order) {
        String[] words = order.split(" ", -1);
        try {
            return new Seen(
                    switch (words[0]) {
                        case "open" -> show(words[1]);
                        case "get" -> text(http, get(words[1]));
                        case "by" -> by(Integer.parseInt(words[1]), words[2]);
                        default -> throw new IllegalArgumentException(order);
                    },
                    "");
        } catch (IOException e) {
            return new Seen("", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Seen("", e.toString());
        }
    }

    private String show(String url) throws IOException, InterruptedException {
        String browser = "http://127.0.0.1:" + port();
        JsonNode tab =
                JSON.readTree(
                        text(
                                http,
                                HttpRequest.newBuilder(URI.create(browser + "/json/new?" + url))
                                        .PUT(HttpRequest.BodyPublishers.noBody())));
        String id = tab.path("id").asString("");
        try (Tab open = Tab.attach(http, tab.path("webSocketDebuggerUrl").asString(""))) {
            return open.textWhenDone(PATIENCE);
        } finally {
            String _ = text(http, get(browser + "/json/close/" + id));
        }
    }

    private int port() throws IOException {
        return Integer.parseInt(
                Files.readAllLines(profile.resolve("DevToolsActivePort")).getFirst());
    }

    private static String by(int port, String url) throws IOException, InterruptedException {
        try (HttpClient other =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .proxy(
                                ProxySelector.of(
                                        new InetSocketAddress(
                                                InetAddress.ofLiteral("127.0.0.1"), port)))
                        .build()) {
            return text(other, get(url));
        }
    }

    private static HttpRequest.Builder get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).GET();
    }

    private static String text(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
