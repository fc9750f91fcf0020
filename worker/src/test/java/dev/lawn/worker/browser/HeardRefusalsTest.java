package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The heads of answers, as BiDi tells of them. */
class HeardRefusalsTest {

    private final HeardRefusals heard = new HeardRefusals(host -> host.endsWith("example.com"));

    private void hear(String url, int status, Object... headers) {
        heard.hear(
                Map.of(
                        "response",
                        Map.of("url", url, "status", status, "headers", List.of(headers))));
    }

    private static Map<String, Object> header(String name, String value) {
        return Map.of("name", name, "value", Map.of("type", "string", "value", value));
    }

    @Test
    void keepsTheLatestThatSaysWhen() {
        hear("https://example.com/", 200, header("Retry-After", "5"));
        assertThat(heard.latest()).isEmpty();
        hear("https://example.com/a", 429);
        assertThat(heard.latest()).contains(new Refusal(429, Optional.empty()));
        hear("https://api.example.com/", 429, header("date", "x"), header("RETRY-AFTER", "60"));
        hear("https://example.com/a", 503);
        hear("https://example.net/", 429, header("Retry-After", "7"));
        assertThat(heard.latest()).contains(new Refusal(429, Optional.of("60")));
        hear("https://example.com/", 503, header("Retry-After", "30"));
        assertThat(heard.latest()).contains(new Refusal(503, Optional.of("30")));
    }

    @Test
    void whatIsNotAsExpectedIsNothing() {
        heard.hear(Map.of());
        heard.hear(Map.of("response", "x"));
        heard.hear(Map.of("response", Map.of("status", 429)));
        hear("data:text/html,x", 429);
        hear("https://example.com/ {}", 429);
        assertThat(heard.latest()).isEmpty();
        hear("https://example.com/", 429, "x", Map.of("name", "Retry-After"));
        assertThat(heard.latest()).contains(new Refusal(429, Optional.empty()));
    }
}
