package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockoutTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:30:00Z");

    @ParameterizedTest
    @CsvSource({
        "24420, PT6H47M",
        "' 77 ', PT1M17S",
        "0, PT1S",
        "604800, PT168H",
        "604801, PT168H",
        "99999999999999999999, PT168H",
        "'Sun, 22 Nov 2026 20:00:00 GMT', PT1H30M",
        "'Sun, 22 Nov 2026 18:29:00 GMT', PT1S",
        "'Thu, 22 Nov 2046 18:29:00 GMT', PT168H",
    })
    void readsBothFormsOfTheHeaderWithinBounds(String header, Duration time) {
        assertThat(Lockout.retryAfter(header, NOW)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "12 minutes", "Sun, 22 Nov"})
    void takesNothingElseForATime(String header) {
        assertThat(Lockout.retryAfter(header, NOW)).isEmpty();
    }

    @Test
    void theServicesHostsAreThoseOfItsSiteAndItsApi() {
        ServiceHosts hosts = ServiceHosts.of(Services.at("https://app.example.com", "/ext", "id"));
        assertThat(hosts.has("app.example.com")).isTrue();
        assertThat(hosts.has("api.example.com")).isTrue();
        assertThat(hosts.has("example.com")).isTrue();
        assertThat(hosts.has("badexample.com")).isFalse();
        assertThat(hosts.has("errors.example.net")).isFalse();
        ServiceHosts local = ServiceHosts.of(Services.at("http://127.0.0.1:5298", "/ext", "id"));
        assertThat(local.has("127.0.0.1")).isTrue();
        assertThat(local.has("1.0.0.1")).isFalse();
    }
}
