package dev.lawn.supervisor.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Talks to a running supervisor.
 *
 * @param address {@code host:port}
 * @param token from the supervisor's state directory
 */
public record ControlClient(String address, String token) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * What the fleet is doing.
     *
     * @throws IOException where nobody answers, or somebody else does
     */
    public StatusDocument status() throws IOException, InterruptedException {
        return ControlJson.readStatus(statusJson());
    }

    /** The same as it came, for scripts. */
    public String statusJson() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/api/v1/status").GET().build());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /**
     * Asks something of a node.
     *
     * @return false where there is no such node
     */
    public boolean ask(String node, NodeRequest what) throws IOException, InterruptedException {
        HttpRequest request =
                request("/api/v1/nodes/" + node + "/" + what.word())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        int code = send(request).statusCode();
        if (code != 202 && code != 404) {
            throw new IOException(address + " answered " + code);
        }
        return code == 202;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + address + path))
                .header("Authorization", "Bearer " + token)
                .timeout(TIMEOUT);
    }

    private static HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
