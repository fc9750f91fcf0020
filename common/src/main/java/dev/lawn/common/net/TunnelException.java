package dev.lawn.common.net;

import dev.lawn.common.model.Reason;

/** No way through; the fault tells whose it is, the message why, without credentials. */
public final class TunnelException extends Exception {

    private final WayFault fault;

    public TunnelException(WayFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public WayFault fault() {
        return fault;
    }

    /** {@code site_down} blames the host at the far end, all others the way to it. */
    public Reason reason() {
        return fault.reason();
    }
}
