package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The service, or the way to it, does not let the node go on. The worker ends over it. */
public final class ServiceFault extends RuntimeException {

    private final Reason reason;
    private final @Nullable Duration retryAfter;

    /**
     * @param detail for people: what was looked for, and where; no secrets
     */
    public ServiceFault(Reason reason, String detail) {
        this(reason, detail, null);
    }

    private ServiceFault(Reason reason, String detail, @Nullable Duration retryAfter) {
        super(detail);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** The service told the account to come back after so long. */
    public static ServiceFault rateLimited(String detail, Duration retryAfter) {
        return new ServiceFault(Reason.RATE_LIMITED, detail, retryAfter);
    }

    /** The same fault with more words. */
    public ServiceFault saying(String more) {
        return new ServiceFault(reason, getMessage() + more, retryAfter);
    }

    public Reason reason() {
        return reason;
    }

    /** How long the service wants to be left alone; null where it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
