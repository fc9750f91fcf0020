package dev.lawn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lawn.common.model.Credentials;
import dev.lawn.common.model.Reason;
import dev.lawn.common.model.Secret;
import dev.lawn.common.service.Element;
import dev.lawn.common.time.ManualTime;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.EvidenceFolder;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.PageEvidence;
import dev.lawn.worker.browser.Redaction;
import dev.lawn.worker.browser.Refusals;
import dev.lawn.worker.browser.Sight;
import dev.lawn.worker.service.ServiceFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the picture, what it is about stays as it is. */
class SignInEvidenceTest {

    private final ServiceFault rejected =
            new ServiceFault(Reason.LOGIN_REJECTED, "the page says no");

    private SignInEvidence evidence;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        evidence =
                new SignInEvidence(
                        new EvidenceFolder(folder),
                        Redaction.of(new Credentials("me@example.com", Secret.of("horse"))),
                        new ManualTime());
    }

    /** What happens when a picture of it is taken. */
    private interface Camera {
        Optional<PageEvidence> take() throws InterruptedException;
    }

    private record PageBefore(Camera camera) implements Page {
        @Override
        public void open(String address) {}

        @Override
        public Sight look(List<Element> elements) {
            return Sight.NOTHING;
        }

        @Override
        public boolean click(Sight.Hit hit) {
            return false;
        }

        @Override
        public boolean type(Sight.Hit hit, String text) {
            return false;
        }

        @Override
        public boolean enter(Sight.Hit hit) {
            return false;
        }

        @Override
        public Optional<PageEvidence> evidence(Redaction redaction) throws InterruptedException {
            return camera.take();
        }

        @Override
        public void fetchNoPictures() {}

        @Override
        public Refusals refusals(Predicate<String> hosts) {
            return Refusals.NONE;
        }

        @Override
        public void close() {}
    }

    private void camera(Camera camera) {
        evidence.follow(new PageBefore(camera));
    }

    private void assertSameFault() {
        ServiceFault fault = evidence.with(rejected);
        assertThat(fault.reason()).isEqualTo(Reason.LOGIN_REJECTED);
        assertThat(fault).hasMessage("the page says no");
    }

    @Test
    void aBrowserThatFailsChangesNothing() throws Exception {
        camera(
                () -> {
                    throw new BrowserFault(Reason.BROWSER_HUNG, "no answer");
                });
        assertSameFault();
        assertThat(evidence.forPerson(Reason.OTP, "asked")).isEqualTo("asked");
    }

    @Test
    void norDoesAnythingUnforeseen() {
        camera(
                () -> {
                    throw new IllegalStateException("me@example.com");
                });
        assertSameFault();
    }

    @Test
    void aRejectionIsToldAlsoByOneWhoIsToStop() {
        camera(
                () -> {
                    throw new InterruptedException();
                });
        assertSameFault();
        assertThat(Thread.interrupted()).as("still to stop").isTrue();
        assertThatThrownBy(() -> evidence.forPerson(Reason.OTP, "asked"))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void theTimeToComeBackIsKept() {
        camera(Optional::empty);
        ServiceFault later = ServiceFault.rateLimited("later", Duration.ofMinutes(407));
        assertThat(evidence.with(later).retryAfter()).isEqualTo(Duration.ofMinutes(407));
    }

    @Test
    void noPageNoPicture() throws Exception {
        assertThat(evidence.forPerson(Reason.OTP, "asked")).isEqualTo("asked");
    }
}
