package dev.lawn.faults.lawn;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running supervisor, found by the two files in its state directory. */
final class Control implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path stateDir;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    Control(Path stateDir) {
        this.stateDir = stateDir;
    }

    Status status() throws IOException, InterruptedException {
        return Status.of(document());
    }

    private JsonNode document() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/api/v1/status").GET().build());
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new IOException("the status is no JSON", e);
        }
    }

    /** {@code start}, {@code stop} or {@code restart}. */
    void ask(String node, String what) throws IOException, InterruptedException {
        send(
                request("/api/v1/nodes/" + node + "/" + what)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    /** The text of /metrics. */
    String metrics() throws IOException, InterruptedException {
        String uri = document().path("summary").path("metrics").asString("");
        return send(HttpRequest.newBuilder(URI.create(uri)).timeout(TIMEOUT).build()).body();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        String address = Files.readString(stateDir.resolve("control.address")).strip();
        String token = Files.readString(stateDir.resolve("control.token")).strip();
        return HttpRequest.newBuilder(URI.create("http://" + address + path))
                .header("Authorization", "Bearer " + token)
                .timeout(TIMEOUT);
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + " answered " + answer.statusCode());
        }
        return answer;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
