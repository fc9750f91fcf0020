package dev.lawn.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlainTextTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("plain words", "plain words"),
                arguments("Zürich 東京 😀", "Zürich 東京 😀"),
                arguments("tab\tand\r\nlines", "tab and  lines"),
                arguments("\u001b[2Jcleared", "�[2Jcleared"),
                arguments("\u009b31mC1", "�31mC1"),
                arguments("bell\u0007 del\u007f", "bell� del�"),
                arguments("right\u202eto left", "right�to left"),
                arguments("\u2028forged", "�forged"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isOneLineThatPrints(String text, String printed) {
        assertThat(PlainText.of(text)).isEqualTo(printed);
    }
}
