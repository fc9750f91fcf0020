package dev.lawn.worker.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Secret;
import dev.lawn.common.service.Element;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pictures and outlines of real pages that tell the account wherever a page can. */
@Timeout(240)
class EvidenceIT extends ChromeFixture {

    private static final Credentials ACCOUNT =
            new Credentials("canary@example.com", Secret.of("Swordfish 7"));

    /** The left edge of every box of the page that tells; see evidence.html. */
    private static final int LEFT = 20;

    EvidenceIT() throws IOException {}

    @BeforeEach
    void start() {
        serve("/", resource("/evidence.html"));
        serve("/restless", resource("/restless.html"));
    }

    private void serve(String path, byte[] page) {
        site.createContext(
                path, exchange -> answer(exchange, 200, "text/html; charset=utf-8", page));
    }

    private Page opened(String path) throws Exception {
        Page page = chrome.launch().newPage();
        page.open(at(path));
        Element ready = new Element(Element.By.CSS, "#ready");
        assertThat(
                        chrome.patience.until(
                                Duration.ofMinutes(1), () -> page.look(List.of(ready)).hit()))
                .isPresent();
        return page;
    }

    private static BufferedImage image(PageEvidence evidence) throws IOException {
        byte[] png = evidence.picture().orElseThrow();
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
    }

    private static Set<Integer> colours(BufferedImage image, int top, int height) {
        Set<Integer> colours = new HashSet<>();
        for (int y = top; y < top + height; y++) {
            for (int x = LEFT; x < LEFT + 500; x++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }

    @Test
    void showsNeitherAddressNorPasswordHoweverThePageTellsThem() throws Exception {
        Page page = opened("/canary%40example.com/login?user=canary@example.com#canary");
        Redaction redaction = Redaction.of(ACCOUNT);

        PageEvidence evidence = page.evidence(redaction).orElseThrow();

        assertThat(evidence.outline())
                .contains("Code from your e-mail", "name=\"otp\"", "\"VERIFY\"", "[redacted]")
                .doesNotContainIgnoringCase("canary")
                .doesNotContainIgnoringCase("swordfish")
                .doesNotContain("271828", "user=");
        BufferedImage image = image(evidence);
        assertThat(colours(image, 0, 40)).as("what tells nothing is seen").hasSizeGreaterThan(2);
        // Boxes of 40 pixels, one below the other: see evidence.html.
        for (int box = 1; box <= 15; box++) {
            assertThat(colours(image, box * 40 + 4, 32)).as("box " + box).hasSize(1);
        }
        Element untouched = new Element(Element.By.CSS, "#ready[data-typed='271828']:not([style])");
        assertThat(
                        chrome.patience.until(
                                Duration.ofMinutes(1), () -> page.look(List.of(untouched)).hit()))
                .as("the page is as before")
                .isPresent();
    }

    /** Whatever is masked there for the account is seen here: the boxes are not empty. */
    @Test
    void hidesNoMoreThanItMust() throws Exception {
        Page page = opened("/");
        Redaction ofAnother =
                Redaction.of(new Credentials("nobody@example.org", Secret.of("zebra zebra")));

        BufferedImage image = image(page.evidence(ofAnother).orElseThrow());

        for (int box : List.of(1, 2, 3, 4, 5, 12, 14, 15)) {
            assertThat(colours(image, box * 40 + 4, 32)).as("box " + box).hasSizeGreaterThan(2);
        }
        for (int box : List.of(6, 7, 8, 9, 10, 11, 13)) {
            assertThat(colours(image, box * 40 + 4, 32)).as("a field, " + box).hasSize(1);
        }
    }

    @Test
    void aPageThatChangesUnderTheMaskHasNoPicture() throws Exception {
        Page page = opened("/restless");

        PageEvidence evidence = page.evidence(Redaction.of(ACCOUNT)).orElseThrow();

        assertThat(evidence.picture()).isEmpty();
        assertThat(evidence.outline()).doesNotContainIgnoringCase("canary");
    }
}
