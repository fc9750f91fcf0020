package dev.lawn.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsArePrintedNowhereTest {

    private static final Secret SECRET = Secret.of("battery-staple");
    private static final Credentials CREDENTIALS = new Credentials("me@example.com", SECRET);

    static Stream<Object> holders() {
        return Stream.of(SECRET, CREDENTIALS, new ProxyAddress("proxy", 8080, CREDENTIALS));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void neitherByItselfNorInWhatHoldsIt(Object holder) {
        assertThat(holder.toString()).doesNotContain("battery");
        assertThat("%s".formatted(holder)).doesNotContain("battery");
    }

    @Test
    void theUserIsShown() {
        assertThat(CREDENTIALS).hasToString("me@example.com:***");
    }

    @Test
    void onlyRevealGivesIt() {
        assertThat(SECRET.reveal()).isEqualTo("battery-staple");
    }

    @Test
    void equalsByValue() {
        assertThat(SECRET)
                .isEqualTo(Secret.of("battery-staple"))
                .hasSameHashCodeAs(Secret.of("battery-staple"))
                .isNotEqualTo(Secret.of("other"));
    }
}
