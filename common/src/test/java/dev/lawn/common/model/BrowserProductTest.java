package dev.lawn.common.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.BrowserProduct.Brand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserProductTest {

    @ParameterizedTest
    @CsvSource({
        "'Google Chrome 148.0.7778.96 ', GOOGLE_CHROME, 148.0.7778.96, true",
        "'Google Chrome 150.0.7871.10 beta', GOOGLE_CHROME, 150.0.7871.10, false",
        "'Google Chrome 137.0.7151.68 unknown', GOOGLE_CHROME, 137.0.7151.68, true",
        "'Google Chrome 136.0.7103.113 ', GOOGLE_CHROME, 136.0.7103.113, false",
        "'Google Chrome 149.0.7827.2 dev', GOOGLE_CHROME, 149.0.7827.2, false",
        "'Google Chrome for Testing 148.0.7778.96 ', CHROMIUM, 148.0.7778.96, false",
        "'Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)', CHROMIUM,"
                + " 156.0.8078.79, false",
        "'Chromium 140.0.7339.80 snap', CHROMIUM, 140.0.7339.80, false",
        "'Brave Browser 140.1.82.161 ', OTHER, 140.1.82.161, false"
    })
    void isToldByItsWords(String words, Brand brand, String version, boolean needsPipe) {
        BrowserProduct product = BrowserProduct.of(words).orElseThrow();
        assertThat(product.brand()).isEqualTo(brand);
        assertThat(product.version()).isEqualTo(version);
        assertThat(product.needsPipe()).isEqualTo(needsPipe);
    }

    @Test
    void isFoundBelowWhatAScriptHasToSay() {
        assertThat(BrowserProduct.of("wrapped by us\n\nGoogle Chrome 148.0.7778.96\n"))
                .hasToString("Optional[Google Chrome 148.0.7778.96]");
    }

    @Test
    void isUnknownWhereNoVersionIsNamed() {
        assertThat(BrowserProduct.of("")).isEmpty();
        assertThat(BrowserProduct.of("Chromium, the best")).isEmpty();
        assertThat(BrowserProduct.of("156.0.8078.79")).isEmpty();
    }
}
