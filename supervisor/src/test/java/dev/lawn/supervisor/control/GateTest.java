package dev.lawn.supervisor.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import dev.lawn.common.net.HostHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private final Gate gate = new Gate("t0ken");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:5297",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.9.8.7:5297",
                "localhost:5297",
                "LocalHost",
                "[::1]:5297",
                "[::1]",
                "[0:0:0:0:0:0:0:1]:65535",
                "[0000::0001]",
                "[::ffff:127.0.0.1]",
            })
    void loopbackByAnyPort(String host) {
        assertThat(HostHeader.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":5297",
                "evil.example",
                "evil.example:5297",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "localhost.",
                "localhost:5297:5297",
                "localhost:port",
                "localhost:123456",
                "user@localhost",
                "::1",
                "[::1",
                "[::2]",
                "[localhost]",
                "[]",
                "0.0.0.0",
                "128.0.0.1",
                "192.168.0.1",
                "127.0.0.1 ",
                "127.0.0.1/",
            })
    void nothingElse(String host) {
        assertThat(HostHeader.isLoopback(host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,    ,                       Bearer t0ken,  ",
        ",             ,                       Bearer t0ken,  421",
        "evil.example, ,                       Bearer t0ken,  421",
        "localhost,    http://localhost,       Bearer t0ken,  403",
        "localhost,    null,                   Bearer t0ken,  403",
        "localhost,    '',                     Bearer t0ken,  403",
        "localhost,    ,                       ,              401",
        "localhost,    ,                       t0ken,         401",
        "localhost,    ,                       Bearer ,       401",
        "localhost,    ,                       Bearer t0kem,  401",
        "localhost,    ,                       Bearer t0ken2, 401",
    })
    void refuses(
            @Nullable String host,
            @Nullable String origin,
            @Nullable String authorization,
            @Nullable Integer status) {
        Headers headers = new Headers();
        set(headers, "Host", host);
        set(headers, "Origin", origin);
        set(headers, "Authorization", authorization);

        assertThat(gate.refusal(headers).orElse(null)).isEqualTo(status);
    }

    private static void set(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.set(name, value);
        }
    }

    @Test
    void refusesTwoHosts() {
        Headers headers = new Headers();
        headers.add("Host", "localhost");
        headers.add("Host", "evil.example");
        headers.set("Authorization", "Bearer t0ken");

        assertThat(gate.refusal(headers)).contains(421);
    }
}
