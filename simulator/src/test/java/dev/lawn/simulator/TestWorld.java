package dev.lawn.simulator;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Secret;
import dev.lawn.simulator.proxy.ProxySettings;
import dev.lawn.simulator.service.SignInOutcome;
import dev.lawn.simulator.service.Variant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running simulator with two accounts and two proxies, and a client to it. */
public final class TestWorld implements AutoCloseable {

    public static final String ACCOUNT = "one@example.com";
    public static final String OTHER_ACCOUNT = "two@example.com";
    public static final String PASSWORD = "correct horse";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static {
        // For whoever awaits something of a world without saying how long.
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    private final Simulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestWorld(Simulator simulator) {
        this.simulator = simulator;
    }

    public static TestWorld start(Path stateFolder) throws IOException {
        return new TestWorld(Simulator.start(settings(stateFolder, 0)));
    }

    public static TestWorld start(Path stateFolder, Variant variant) throws IOException {
        return new TestWorld(Simulator.start(settings(stateFolder, 0).with(variant)));
    }

    /** With these proxies in place of the two. */
    public static TestWorld start(Path stateFolder, List<ProxySettings> proxies)
            throws IOException {
        return new TestWorld(Simulator.start(settings(stateFolder, 0).withProxies(proxies)));
    }

    static SimulatorSettings settings(Path stateFolder, int port) {
        return new SimulatorSettings(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                stateFolder,
                List.of(account(ACCOUNT), account(OTHER_ACCOUNT)),
                List.of(proxy(1), proxy(2)));
    }

    private static Credentials account(String email) {
        return new Credentials(email, Secret.of(PASSWORD));
    }

    private static Credentials proxy(int number) {
        return new Credentials("p" + number, Secret.of("battery staple " + number));
    }

    public Simulator simulator() {
        return simulator;
    }

    public URI uri(String path) {
        return simulator.uri().resolve(path);
    }

    /** An answer: its status and its body. */
    public record Answer(int status, String body, HttpHeaders headers) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        public JsonNode data() {
            return json().at("/result/data");
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    public Answer get(String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", token));
    }

    public Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).POST(json(body)));
    }

    public Answer post(String path, Map<String, ?> body, String token)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(uri(path)).header("Authorization", token).POST(json(body)));
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        return HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response.headers());
    }

    public Answer login(String email, String password) throws IOException, InterruptedException {
        return post("/login", Map.of("email", email, "password", password));
    }

    /** Signs the first account in. */
    public String accessToken() throws IOException, InterruptedException {
        return login(ACCOUNT, PASSWORD).data().path("accessToken").asString();
    }

    public void fault(String name) throws IOException, InterruptedException {
        control("/_fault", Map.of("fault", name));
    }

    public void variant(Variant variant) throws IOException, InterruptedException {
        control("/_variant", Map.of("variant", variant.wireName()));
    }

    /** Turns a test control, which must not refuse. */
    public void control(String path, Map<String, ?> body) throws IOException, InterruptedException {
        Answer answer = post(path, body);
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    /** How many sign-ins of the first account ended so. */
    public int posts(SignInOutcome outcome) {
        return simulator
                .stats()
                .signInPosts()
                .getOrDefault(ACCOUNT, Map.of())
                .getOrDefault(outcome.wireName(), 0);
    }

    @Override
    public void close() {
        http.shutdownNow();
        simulator.close();
    }
}
