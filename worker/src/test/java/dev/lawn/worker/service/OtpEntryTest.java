package dev.lawn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Secret;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.Element.By;
import dev.lawn.common.service.OtpForm;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.Patience;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtpEntryTest {

    private static final Element FIELD = new Element(By.NAME, "otp");
    private static final Element BUTTON = new Element(By.BUTTON, "VERIFY");
    private static final Secret CODE = Secret.of("271828");

    private final ManualTime time = new ManualTime();
    private final Patience patience = new Patience(time, time::advance);
    private final FakePage page = new FakePage();
    private final OtpMailbox codes = new OtpMailbox();
    private final OtpEntry entry = new OtpEntry(page, new OtpForm(FIELD, BUTTON), codes, patience);

    @BeforeEach
    void park() {
        page.shown.add("otp");
        page.shown.add("VERIFY");
        entry.begin();
    }

    @Test
    void touchesNothingBeforeACodeComes() throws InterruptedException {
        assertThat(entry.look()).isEmpty();
        assertThat(page.done).isEmpty();
    }

    @Test
    void typesTheCodeOnceAndSendsIt() throws InterruptedException {
        codes.put(CODE);
        assertThat(entry.look()).isEmpty();
        assertThat(entry.look()).isEmpty();
        assertThat(page.done).containsExactly("type 271828", "click VERIFY");
    }

    @Test
    void pressesEnterWhereThereIsNoButton() throws InterruptedException {
        codes.put(CODE);
        assertThat(new OtpEntry(page, new OtpForm(FIELD, null), codes, patience).look()).isEmpty();
        assertThat(page.done).containsExactly("type 271828", "enter otp");
    }

    @Test
    void saysOnceThatACodeWasNotAcceptedAndTakesAnother() throws InterruptedException {
        codes.put(CODE);
        assertThat(entry.look()).isEmpty();
        time.advance(Duration.ofSeconds(14));
        assertThat(entry.look()).as("the site may be slow").isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(entry.look().orElseThrow()).startsWith("the code was not accepted");
        assertThat(entry.look()).isEmpty();
        codes.put(Secret.of("314159"));
        assertThat(entry.look()).isEmpty();
        assertThat(page.done).contains("type 314159");
    }

    @Test
    void aPageThatWentOnHasNotRefusedIt() throws InterruptedException {
        codes.put(CODE);
        assertThat(entry.look()).isEmpty();
        page.shown.clear();
        time.advance(Duration.ofSeconds(15));
        assertThat(entry.look()).contains("the code was typed, but there is no session yet");
    }

    @Test
    void aPageWithoutTheFieldGetsNothing() throws InterruptedException {
        page.shown.clear();
        codes.put(CODE);
        assertThat(entry.look())
                .contains("the code was not typed: the page does not show name \"otp\"");
        assertThat(page.done).isEmpty();
    }

    @Test
    void aCodeForAnEarlierPageIsThrownAway() throws InterruptedException {
        codes.put(CODE);
        entry.begin();
        assertThat(entry.look()).isEmpty();
        assertThat(page.done).isEmpty();
    }

    @Test
    void aServiceThatNamesNoFieldSaysSo() throws InterruptedException {
        codes.put(CODE);
        assertThat(new OtpEntry(page, null, codes, patience).look().orElseThrow())
                .contains("sign_in.otp");
    }
}
