package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0           | 0
                    83          | 83
                    1234        | 1234
                    +7          | 7
                    -7.5        | -7.5
                    −7,5        | -7.5
                    83%         | 83
                    83 %        | 83
                    83,5 %      | 83.5
                    0.123       | 0.123
                    0,123       | 0.123
                    1,5         | 1.5
                    12.34       | 12.34
                    1,2345      | 1.2345
                    1234,567    | 1234.567
                    1,234.5     | 1234.5
                    1.234,5     | 1234.5
                    1,234.567   | 1234.567
                    1,234,567   | 1234567
                    1.234.567   | 1234567
                    1,234,567.8 | 1234567.8
                    12,34,567   | 1234567
                    1 234       | 1234
                    1 234,5     | 1234.5
                    1 234 567.8 | 1234567.8
                    1'234.50    | 1234.5
                    1’234’567   | 1234567
                    12.3k       | 12300
                    1,5 K       | 1500
                    2M          | 2000000
                    1.25B       | 1250000000
                    007         | 7
                    """)
    void readsWhatPeopleAreShown(String text, double number) {
        assertThat(Objects.requireNonNull(NumberText.shown(text))).isEqualTo(number, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\u00a0234,5", "1\u202f234,5", "1\u2009234.5"})
    void knowsTheSpacesThatGroupDigits(String text) {
        assertThat(NumberText.shown(text)).isEqualTo(1234.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "1.234", "-1.234", "12,345", "999.999", "1.234k", "1,234 %"})
    void doesNotGuessWhatMayMeanTwoNumbers(String text) {
        assertThat(NumberText.shown(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "%",
                "k",
                "n/a",
                "NaN",
                "Infinity",
                "1d",
                "0x10",
                "1.2.3",
                "1,23,4",
                "1 23",
                "12 34",
                "1,234.",
                ".5",
                "1..5",
                "1,.5",
                "1,234.567.8",
                "1.234,567,8",
                "1,234.567,8",
                "1'5",
                "0,123,456",
                "5 of 10",
                "83%%",
                "1 2 3",
                "--1",
                "1e5k",
                "11111111111111111111111111111111111111111",
            })
    void readsNothingIntoOtherTexts(String text) {
        assertThat(NumberText.shown(text)).isNull();
        assertThat(NumberText.stored(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1.234, 1.234", "-0.5, -0.5", "1e3, 1000", "1.5E-2, 0.015", "1e+21, 1e21"})
    void takesWhatAProgramWroteAsTheProgramMeantIt(String text, double number) {
        assertThat(NumberText.stored(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = "83% | 83\n1,234.5 | 1234.5\n1 234 | 1234")
    void takesATextThatAProgramStoredForPeople(String text, double number) {
        assertThat(NumberText.stored(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234", "1e999"})
    void storedTextsMayBeUnknownToo(String text) {
        assertThat(NumberText.stored(text)).isNull();
    }
}
