package dev.lawn.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CssTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#dashboard",
                "button[type=submit], input[type=submit]",
                "input:is([type=email], [name='a]b,('])",
                "a[href*=\")\"]",
                "#a\\]\\(",
                "iframe[src*='/recaptcha/'][title*='challenge']"
            })
    void takesWhatABrowserTakes(String selector) {
        assertThat(CssText.mistake(selector)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    input[type=email     | a ] is missing
                    a:is(b, [c]          | a ) is missing
                    a]                   | a ] closes nothing
                    a(b]                 | a ] closes nothing
                    [src*='x]            | a ' is not closed
                    [src*="x'            | a " is not closed
                    a,                   | nothing stands beside a comma
                    , a                  | nothing stands beside a comma
                    a, , b               | nothing stands beside a comma
                    """)
    void tellsWhatNoneTakes(String selector, String mistake) {
        assertThat(CssText.mistake(selector)).contains(mistake);
    }
}
