package dev.lawn.worker.service;

import dev.lawn.common.model.Secret;
import dev.lawn.common.service.Element;
import dev.lawn.common.service.OtpForm;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.browser.Sight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Types the one-time codes people hand over into the page that waits for one, and tells what became
 * of each that did not help. Whether one did help is for the page's outcomes to say.
 *
 * <p>Owned by one thread.
 */
final class OtpEntry {

    /** How long a field or its button may take to take what it is given. */
    private static final Duration MOMENT = Duration.ofSeconds(2);

    /** A page that asks on after this time has not taken the code. */
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(OtpEntry.class);

    private final Page page;
    private final @Nullable OtpForm form;
    private final OtpMailbox codes;
    private final Patience patience;
    private @Nullable Long answerBy;

    /**
     * @param form null where the service does not say where a code goes
     */
    OtpEntry(Page page, @Nullable OtpForm form, OtpMailbox codes, Patience patience) {
        this.page = page;
        this.form = form;
        this.codes = codes;
        this.patience = patience;
    }

    /** The page begins to wait. */
    void begin() {
        codes.clear();
        answerBy = null;
    }

    /**
     * Types a code where one has come.
     *
     * @return what the person must know, once; empty for nothing new
     */
    Optional<String> look() throws InterruptedException {
        Optional<Secret> code = codes.take();
        if (form == null) {
            return code.map(_ -> "sign_in.otp of service.yaml says not where a code goes");
        }
        return code.isPresent() ? enter(form, code.get()) : refusal(form);
    }

    private Optional<String> enter(OtpForm into, Secret code) throws InterruptedException {
        answerBy = null;
        Optional<Sight.Hit> field = patience.until(MOMENT, () -> find(into.field()));
        if (field.isEmpty()) {
            return Optional.of("the code was not typed: the page does not show " + into.field());
        }
        if (!page.type(field.get(), code.reveal())) {
            return Optional.of("the code was not sent: it does not fit into " + into.field());
        }
        submit(into, field.get());
        answerBy = patience.time().nanos() + ANSWER.toNanos();
        return Optional.empty();
    }

    /** Where there is nothing to click the page may have sent the code by itself. */
    private void submit(OtpForm into, Sight.Hit field) throws InterruptedException {
        Element button = into.submit();
        boolean sent =
                button == null
                        ? page.enter(field)
                        : patience.until(MOMENT, () -> click(button)).isPresent();
        log.info("a one-time code was typed; sent by us: {}", sent);
    }

    private Optional<Boolean> click(Element button) throws InterruptedException {
        Optional<Sight.Hit> hit = find(button);
        return hit.isPresent() && page.click(hit.get()) ? Optional.of(true) : Optional.empty();
    }

    private Optional<Sight.Hit> find(Element element) throws InterruptedException {
        return page.look(List.of(element)).hit();
    }

    private Optional<String> refusal(OtpForm asking) throws InterruptedException {
        if (answerBy == null || patience.time().nanos() - answerBy < 0) {
            return Optional.empty();
        }
        answerBy = null;
        return Optional.of(
                find(asking.field()).isPresent()
                        ? "the code was not accepted: the page still asks for one"
                        : "the code was typed, but there is no session yet");
    }
}
