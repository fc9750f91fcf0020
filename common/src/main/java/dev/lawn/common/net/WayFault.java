package dev.lawn.common.net;

import dev.lawn.common.model.Reason;
import java.util.Locale;

/** What went wrong on a node's way out, finer than {@link Reason}. */
public enum WayFault {
    /** The proxy refuses connections, or there is no route to it. */
    UNREACHABLE(Reason.PROXY_UNREACHABLE),
    /** The proxy took the connection, or not even that, and did not answer in time. */
    TIMEOUT(Reason.PROXY_UNREACHABLE),
    /** What answers does not speak as such a proxy does. */
    PROTOCOL(Reason.PROXY_UNREACHABLE),
    /** The proxy's own name does not resolve. */
    DNS(Reason.PROXY_DNS),
    /** No TLS with the proxy: its certificate, or no TLS at all. */
    TLS(Reason.PROXY_TLS),
    /** The proxy refuses the credentials, or wants some. */
    PROXY_AUTH(Reason.PROXY_AUTH),
    /** The proxy does not allow it: no plan, no right, too much. */
    FORBIDDEN(Reason.PROXY_FORBIDDEN),
    /** The way is there; what lies at its end is not. */
    BAD_GATEWAY(Reason.SITE_DOWN),
    /** This host does not have the address or interface that the node is bound to. */
    BIND(Reason.BIND_UNAVAILABLE);

    private final Reason reason;

    WayFault(Reason reason) {
        this.reason = reason;
    }

    /** Whom it counts against, as a reason. */
    public Reason reason() {
        return reason;
    }

    /** The name as it stands in metrics and on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
