package dev.lawn.worker.browser;

import java.util.List;
import java.util.Optional;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a picture of the current tab with everything masked that must not be seen. A page that
 * cannot be masked, or changes under the mask, has no picture.
 */
final class EvidenceCamera {

    private static final Logger log = LoggerFactory.getLogger(EvidenceCamera.class);

    private final ChromeSession driver;
    private final Redaction redaction;

    EvidenceCamera(ChromeSession driver, Redaction redaction) {
        this.driver = driver;
        this.redaction = redaction;
    }

    /** Empty where there is no page, or where it cannot be masked. */
    Optional<PageEvidence> take() {
        if (driver.isBlank()) {
            return Optional.empty();
        }
        try {
            return masked();
        } catch (JavascriptException _) {
            // Its message may repeat the page's own text.
            log.warn("the page went away while a picture was taken");
            return Optional.empty();
        } finally {
            restore();
        }
    }

    private Optional<PageEvidence> masked() {
        if (!(run("mask") instanceof List<?> seen)) {
            log.warn("something on the page cannot be masked; there is no picture of it");
            return Optional.empty();
        }
        byte[] picture = driver.getScreenshotAs(OutputType.BYTES);
        // Text that came after the mask may be on the picture.
        boolean isClean = Boolean.TRUE.equals(run("check"));
        if (!isClean) {
            log.warn("the page changed under its mask; the picture is thrown away");
        }
        return Optional.of(
                new PageEvidence(
                        isClean ? Optional.of(picture) : Optional.empty(),
                        new PageOutline(redaction).of(seen)));
    }

    private void restore() {
        try {
            Object _ = run("restore");
        } catch (WebDriverException e) {
            // The mask goes by itself, or has gone with its page.
            log.debug("not restored: {}", e.getClass().getSimpleName());
        }
    }

    private Object run(String task) {
        Object result = driver.executeScript(Scripts.EVIDENCE.text(), task, redaction.words());
        return result == null ? "nothing" : result;
    }
}
