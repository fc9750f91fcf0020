package dev.lawn.worker.session;

import dev.lawn.common.model.Reason;
import dev.lawn.common.time.Time;
import dev.lawn.worker.browser.BrowserFault;
import dev.lawn.worker.browser.EvidenceFolder;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.PageEvidence;
import dev.lawn.worker.browser.Redaction;
import dev.lawn.worker.service.ServiceFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the sign-in page looked like when the sign-in came to an end, or to a person. Whether
 * that succeeds changes nothing else.
 *
 * <p>Owned by the node's thread.
 */
final class SignInEvidence {

    /** Where the page itself tells more than our word for it. */
    private static final Set<Reason> WORTH_A_LOOK =
            EnumSet.of(
                    Reason.SITE_CHANGED,
                    Reason.LOGIN_REJECTED,
                    Reason.SITE_DOWN,
                    Reason.RATE_LIMITED);

    private static final Logger log = LoggerFactory.getLogger(SignInEvidence.class);

    private final EvidenceFolder folder;
    private final Redaction redaction;
    private final Time time;
    private @Nullable Page page;

    SignInEvidence(EvidenceFolder folder, Redaction redaction, Time time) {
        this.folder = folder;
        this.redaction = redaction;
        this.time = time;
    }

    static SignInEvidence of(Node node) {
        return new SignInEvidence(
                new EvidenceFolder(Path.of(node.assignment().browser().pages())),
                Redaction.of(node.assignment().account()),
                node.time());
    }

    /** The page from now on. */
    void follow(Page shown) {
        page = shown;
    }

    /** What is said of a page a person must see, and where to see it. */
    String forPerson(Reason reason, String detail) throws InterruptedException {
        return detail + where(reason);
    }

    /**
     * The same fault, and where to see what it is about. Whoever is to stop meanwhile says so all
     * the same: a form that was rejected must not be submitted again.
     */
    ServiceFault with(ServiceFault fault) {
        if (!WORTH_A_LOOK.contains(fault.reason())) {
            return fault;
        }
        try {
            return fault.saying(where(fault.reason()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return fault;
        }
    }

    private String where(Reason reason) throws InterruptedException {
        return taken(reason).map(path -> "; the page is in " + path).orElse("");
    }

    private Optional<Path> taken(Reason reason) throws InterruptedException {
        if (page == null) {
            return Optional.empty();
        }
        try {
            Optional<PageEvidence> evidence = page.evidence(redaction);
            return evidence.isPresent()
                    ? Optional.of(folder.keep(evidence.get(), time.now(), reason.wireName()))
                    : Optional.empty();
        } catch (BrowserFault | IOException e) {
            log.warn("no picture of the page: {}", e.getMessage());
        } catch (RuntimeException e) {
            // Its message may hold anything.
            log.warn("no picture of the page: {}", StackTraces.withoutMessages(e));
        }
        return Optional.empty();
    }
}
