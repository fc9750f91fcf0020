package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitIpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.9",
                " 203.0.113.9\n",
                "{\"ip\":\"203.0.113.9\"}",
                "{\"country\": \"XX\", \"ip\" : \"203.0.113.9\"}"
            })
    void readsPlainTextAndJson(String answer) {
        assertThat(ExitIp.parse(answer)).contains("203.0.113.9");
    }

    @Test
    void readsIpv6() {
        assertThat(ExitIp.parse("2001:db8::1")).contains("2001:db8:0:0:0:0:0:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>sign in</html>", "localhost", "{\"ip\":null}", "1.2.3.4.5"})
    void isUnknownWhereTheAnswerIsNoAddress(String answer) {
        assertThat(ExitIp.parse(answer)).isEmpty();
    }
}
