package dev.lawn.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {

    static Stream<String> names() {
        return Stream.of("a", "7", "home-p1", "a--b", "a".repeat(63));
    }

    static Stream<String> others() {
        return Stream.of("A", "-a", "a-", "a_b", "a.b", "a/b", "..", "ä", "a\n", "a".repeat(64));
    }

    @ParameterizedTest
    @MethodSource("names")
    void isWhatADnsLabelIs(String name) {
        assertThat(NodeName.isValid(name)).isTrue();
        assertThat(new NodeName(name)).hasToString(name);
    }

    @ParameterizedTest
    @MethodSource("others")
    @ValueSource(strings = "")
    void isNothingElse(String name) {
        assertThat(NodeName.isValid(name)).isFalse();
        assertThatThrownBy(() -> new NodeName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 63 lower-case letters");
    }

    @Test
    void sortsByItsText() {
        assertThat(new NodeName("a")).isLessThan(new NodeName("b"));
    }
}
