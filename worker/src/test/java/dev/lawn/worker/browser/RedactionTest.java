package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static Redaction of(String user, String password) {
        return Redaction.of(new Credentials(user, Secret.of(password)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary@example.com",
                "Signed in as CANARY@EXAMPLE.COM!",
                "Hello Canary",
                "can\u00adary@example.com",
                "c a n a r y",
                "ｃａｎａｒｙ@example.com",
                "correct horse",
                "CORRECTHORSE"
            })
    void hidesEveryWayToWriteThem(String text) {
        assertThat(of("Canary@example.com", "correct horse").of(text)).isEqualTo("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Code from your e-mail", "example.com", "horse"})
    void leavesTheRest(String text) {
        assertThat(of("Canary@example.com", "correct horse").of(text)).isEqualTo(text);
    }

    @Test
    void aShortNameAloneIsAWordLikeAnyOther() {
        assertThat(of("me@example.com", "x7").of("Tell me more")).isEqualTo("Tell me more");
        assertThat(of("me@example.com", "x7").of("me@example.com")).isEqualTo("[redacted]");
    }

    @Test
    void aUserWithoutAnAddressIsHiddenToo() {
        assertThat(of("canary", " ").of("Canary 7")).isEqualTo("[redacted]");
        assertThat(of("canary", " ").of("anything")).isEqualTo("anything");
    }

    @Test
    void printsNone() {
        assertThat(of("canary@example.com", "horse").toString()).doesNotContain("canary", "horse");
    }
}
