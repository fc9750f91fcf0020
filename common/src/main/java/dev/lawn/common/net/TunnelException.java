package dev.lawn.common.net;

import dev.lawn.common.model.Reason;

/** No tunnel; the reason tells whose fault it is, the message why, without credentials. */
public final class TunnelException extends Exception {

    private final Reason reason;

    TunnelException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * {@code proxy_unreachable} and {@code proxy_auth} blame the proxy, {@code site_down} the host
     * behind it.
     */
    public Reason reason() {
        return reason;
    }
}
