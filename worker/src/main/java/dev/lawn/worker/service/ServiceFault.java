package dev.lawn.worker.service;

import dev.lawn.common.model.Reason;

/** The service, or the way to it, does not let the node go on. The worker ends over it. */
public final class ServiceFault extends RuntimeException {

    private final Reason reason;

    /**
     * @param detail for people: what was looked for, and where; no secrets
     */
    public ServiceFault(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
