package dev.lawn.supervisor.control;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.Secret;
import java.io.IOException;
import java.net.ConnectException;
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
public record ControlClient(String address, Secret token) {

    /** The word in the endpoint's path. */
    static final String OTP = "otp";

    /** Likewise. */
    static final String SIGN_IN = "sign-in";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A reload may have to wait for another one, and reads many files on a busy host. */
    private static final Duration RELOAD_TIMEOUT = Duration.ofMinutes(1);

    /**
     * What the fleet is doing.
     *
     * @throws IOException where nobody answers, or somebody else does
     */
    public StatusDocument status() throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/api/v1/status").GET().build());
        if (answer.statusCode() != 200) {
            throw unexpected(answer.statusCode());
        }
        try {
            return ControlJson.readStatus(answer.body());
        } catch (IOException e) {
            throw new IOException(address + " answered with " + e.getMessage(), e);
        }
    }

    /**
     * Asks something of a node.
     *
     * @param node as a user wrote it
     * @throws IOException where nobody answers, or somebody else does
     */
    public NodeAnswer ask(String node, NodeRequest what) throws IOException, InterruptedException {
        if (!NodeName.isValid(node)) {
            return NodeAnswer.NO_SUCH_NODE;
        }
        HttpRequest request =
                request("/api/v1/nodes/" + node + "/" + what.word())
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        int code = send(request).statusCode();
        return switch (code) {
            case 202 -> NodeAnswer.ACCEPTED;
            case 404 -> NodeAnswer.NO_SUCH_NODE;
            case 503 -> NodeAnswer.GOING_DOWN;
            default -> throw unexpected(code);
        };
    }

    /**
     * Has the configuration loaded anew.
     *
     * @throws IOException where nobody answers, or somebody else does
     */
    public Reloaded reload() throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(
                        request("/api/v1/reload")
                                .timeout(RELOAD_TIMEOUT)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build());
        return switch (answer.statusCode()) {
            case 200 -> new Reloaded.Done(ControlJson.readReload(answer.body()));
            case 422 -> new Reloaded.Refused(answer.body().strip());
            case 503 -> new Reloaded.NotRunning();
            default -> throw unexpected(answer.statusCode());
        };
    }

    /**
     * Hands a one-time code to a node that waits for one.
     *
     * @param node as a user wrote it
     * @throws IOException where nobody answers, or somebody else does
     */
    public OtpAnswer otp(String node, Secret code) throws IOException, InterruptedException {
        if (!NodeName.isValid(node)) {
            return new OtpAnswer.NotAsked(NodeAnswer.NO_SUCH_NODE);
        }
        HttpRequest request =
                request("/api/v1/nodes/" + node + "/" + OTP)
                        .POST(HttpRequest.BodyPublishers.ofString(code.reveal()))
                        .build();
        HttpResponse<String> answer = send(request);
        return switch (answer.statusCode()) {
            case 202 -> new OtpAnswer.Accepted();
            case 400, 409 -> new OtpAnswer.Refused(answer.body().strip());
            case 404 -> new OtpAnswer.NotAsked(NodeAnswer.NO_SUCH_NODE);
            case 503 -> new OtpAnswer.NotAsked(NodeAnswer.GOING_DOWN);
            default -> throw unexpected(answer.statusCode());
        };
    }

    /**
     * Has a node sign in although the service asked for a person, or for a pause.
     *
     * @param node as a user wrote it
     * @throws IOException where nobody answers, or somebody else does
     */
    public SignInAnswer signIn(String node) throws IOException, InterruptedException {
        if (!NodeName.isValid(node)) {
            return new SignInAnswer.NotAsked(NodeAnswer.NO_SUCH_NODE);
        }
        HttpRequest request =
                request("/api/v1/nodes/" + node + "/" + SIGN_IN)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        HttpResponse<String> answer = send(request);
        return switch (answer.statusCode()) {
            case 202 -> new SignInAnswer.Accepted(answer.body().strip());
            case 409 -> new SignInAnswer.Refused(answer.body().strip());
            case 404 -> new SignInAnswer.NotAsked(NodeAnswer.NO_SUCH_NODE);
            case 503 -> new SignInAnswer.NotAsked(NodeAnswer.GOING_DOWN);
            default -> throw unexpected(answer.statusCode());
        };
    }

    private IOException unexpected(int code) {
        return new IOException(address + " answered " + code);
    }

    private HttpRequest.Builder request(String path) throws IOException {
        try {
            return HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .header("Authorization", "Bearer " + token.reveal())
                    .timeout(TIMEOUT);
        } catch (IllegalArgumentException _) {
            throw new IOException("\"" + address + "\" is no HOST:PORT");
        }
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            // The JDK's own message is empty.
            throw new IOException("nobody answers at " + address, e);
        }
    }
}
