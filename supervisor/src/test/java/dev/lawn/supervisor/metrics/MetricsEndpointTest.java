package dev.lawn.supervisor.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lawn.supervisor.prometheus.Promtool;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsEndpointTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int CONNECT_MILLIS = 60_000;

    private final AtomicBoolean ready = new AtomicBoolean();
    @AutoClose private final HttpClient http = HttpClient.newHttpClient();
    @AutoClose private MetricsEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = start(new InetSocketAddress(LOOPBACK, 0));
    }

    private MetricsEndpoint start(InetSocketAddress listen) throws IOException {
        return MetricsEndpoint.start(
                listen, () -> Nodes.fleet(Nodes.known("home-p1")), ready::get, "0.1.0");
    }

    @Test
    void promtoolHasNothingToSayOfAllMetrics() throws Exception {
        String text = get("/metrics").body();

        assertThat(text)
                .contains("lawn_node_points{node=\"home-p1\",service=\"demo\"} 12.5")
                .contains("lawn_build_info{version=\"0.1.0\"} 1")
                .contains("jvm_memory_used_bytes{area=\"heap\"}")
                .contains("process_cpu_seconds_total");
        assertThat(Promtool.checkMetrics(text)).isEqualTo(new Promtool.Result(0, ""));
    }

    @Test
    void speaksOpenMetricsToWhoeverAsks() throws Exception {
        HttpResponse<String> response =
                http.send(
                        request("/metrics")
                                .header("Accept", "application/openmetrics-text; version=1.0.0")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/openmetrics-text");
        assertThat(response.body())
                .contains("# TYPE lawn_node info")
                .contains("lawn_node_restarts_total{node=\"home-p1\",reason=\"worker_hung\"} 2.0")
                .endsWith("# EOF\n");
    }

    /** A proxy on this host may resolve whatever name to loopback, and send the request here. */
    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/-/healthy", "/-/ready"})
    void aNameThatLeadsHereIsNotServed(String path) throws Exception {
        assertThat(statusOf(path, "Host: localhost.example:5296")).contains(" 421 ");
        assertThat(statusOf(path, "Accept: */*")).doesNotContain(" 200 ");
        assertThat(statusOf("/-/healthy", "Host: LOCALHOST:5296")).contains(" 200 ");
    }

    /** The status line; by a socket, since no client sends such a header otherwise. */
    private String statusOf(String path, String header) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(endpoint.address(), CONNECT_MILLIS);
            String request =
                    "GET %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n".formatted(path, header);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void healthyWhileTheProcessLives() throws Exception {
        assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    void readyWhenTheFleetIs() throws Exception {
        assertThat(get("/-/ready").statusCode()).isEqualTo(503);

        ready.set(true);

        assertThat(get("/-/ready").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics/", "/metricsx", "/-/healthy/x", "/-/", "/favicon.ico"})
    void thereIsNothingElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/-/healthy", "/-/ready"})
    void isForReadingOnly(String path) throws Exception {
        HttpResponse<String> response =
                http.send(
                        request(path).POST(BodyPublishers.ofString("x")).build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(405);
    }

    @Test
    void headAnswersWithoutABody() throws Exception {
        for (String path : List.of("/metrics", "/-/healthy")) {
            HttpResponse<String> response =
                    http.send(request(path).HEAD().build(), BodyHandlers.ofString());

            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.body()).as(path).isEmpty();
        }
    }

    @Test
    void listensOnItsAddressAndNoOther() throws IOException {
        // 127.0.0.2 is this host too, so a server on every interface would answer there.
        for (InetAddress other : otherAddresses()) {
            assertThatIOException()
                    .as(other.toString())
                    .isThrownBy(() -> connect(other))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        Stream<InetAddress> outward =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress());
        return Stream.concat(Stream.of(InetAddress.ofLiteral("127.0.0.2")), outward).toList();
    }

    private void connect(InetAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address, endpoint.address().getPort()), CONNECT_MILLIS);
        }
    }

    @Test
    void aTakenPortIsNamed() {
        int taken = endpoint.address().getPort();

        assertThatIOException()
                .isThrownBy(() -> start(new InetSocketAddress(LOOPBACK, taken)).close())
                .withMessageContaining("127.0.0.1:" + taken)
                .withMessageContaining("in use");
    }

    @Test
    void closingFreesThePort() throws IOException {
        InetSocketAddress address = endpoint.address();
        endpoint.close();

        try (MetricsEndpoint again = start(address)) {
            assertThat(again.address()).isEqualTo(address);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path));
    }
}
