package dev.lawn.supervisor.prometheus;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The two calls of Prometheus's HTTP API that tests need. */
final class PrometheusClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    PrometheusClient(URI server) {
        this.server = server;
    }

    boolean isReady() throws InterruptedException {
        try {
            return get("-/ready").statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * An instant query.
     *
     * @throws AssertionError where Prometheus refuses the query; says why
     */
    List<Series> query(String promql) throws IOException, InterruptedException {
        String encoded = URLEncoder.encode(promql, StandardCharsets.UTF_8);
        HttpResponse<String> response = get("api/v1/query?query=" + encoded);
        JsonNode answer = JSON.readTree(response.body());
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    "Prometheus refuses \"%s\": %s"
                            .formatted(promql, answer.path("error").asString()));
        }
        return series(answer.at("/data/result"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT).build(),
                BodyHandlers.ofString());
    }

    private static List<Series> series(JsonNode result) {
        List<Series> all = new ArrayList<>();
        for (JsonNode one : result) {
            all.add(new Series(labels(one.path("metric")), value(one.path("value").path(1))));
        }
        return all;
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new TreeMap<>();
        metric.properties().forEach(e -> labels.put(e.getKey(), e.getValue().asString()));
        return labels;
    }

    /** Prometheus writes values as text, and infinities in its own way. */
    private static double value(JsonNode value) {
        return switch (value.asString()) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case String number -> Double.parseDouble(number);
        };
    }
}
