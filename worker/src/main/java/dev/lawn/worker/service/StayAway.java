package dev.lawn.worker.service;

import dev.lawn.common.service.ServiceDefinition;
import dev.lawn.worker.browser.Page;
import dev.lawn.worker.browser.Patience;
import dev.lawn.worker.browser.Refusal;
import dev.lawn.worker.browser.Refusals;
import java.time.Duration;
import java.util.Optional;

/**
 * How long an account is left alone that is told to come back later: as long as the page says, or
 * else {@code Retry-After} of one of the service's answers, or else the definition.
 */
final class StayAway {

    /** The page may show its words before the head of the answer behind them has come here. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final int TOO_MANY_REQUESTS = 429;

    private final ServiceDefinition service;
    private final Patience patience;
    private Refusals refusals = Refusals.NONE;

    StayAway(ServiceDefinition service, Patience patience) {
        this.service = service;
        this.patience = patience;
    }

    /** From now on what the page is answered counts. */
    void listen(Page page) throws InterruptedException {
        refusals = page.refusals(ServiceHosts.of(service)::has);
    }

    void listenNoLonger() throws InterruptedException {
        refusals.end();
    }

    /**
     * The fault by which a sign-in ends that was told to come back later.
     *
     * @param told how long the page says; empty where it does not
     */
    ServiceFault fault(String detail, Optional<Duration> told) throws InterruptedException {
        if (told.isPresent()) {
            return ServiceFault.rateLimited(detail, told.get());
        }
        Optional<Duration> header = patience.until(MOMENT, this::retryAfter);
        return header.isPresent()
                ? ServiceFault.rateLimited(detail + ", Retry-After says when", header.get())
                : ServiceFault.rateLimited(
                        detail + ", and not for how long", service.signIn().stayAway());
    }

    private Optional<Duration> retryAfter() {
        return refusals.latest()
                .flatMap(Refusal::retryAfter)
                .flatMap(header -> Lockout.retryAfter(header, patience.time().now()));
    }

    /**
     * The fault of a sign-in that came to nothing and was answered 429 with a time to come back,
     * whatever its page showed. Without a time that may have been about anything.
     */
    Optional<ServiceFault> unshown() {
        boolean isTooMany =
                refusals.latest().filter(each -> each.status() == TOO_MANY_REQUESTS).isPresent();
        return retryAfter()
                .filter(_ -> isTooMany)
                .map(
                        time ->
                                ServiceFault.rateLimited(
                                        "sign_in.page: %s was answered 429, Retry-After says when"
                                                .formatted(service.signIn().page()),
                                        time));
    }
}
