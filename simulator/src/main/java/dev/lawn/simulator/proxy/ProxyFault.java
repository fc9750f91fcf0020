package dev.lawn.simulator.proxy;

/** The ways in which a forward proxy can fail, one at a time. */
public enum ProxyFault {
    /** All is well. */
    NONE,
    /** Nobody listens: a new connection is refused, the open ones end. */
    REFUSED,
    /** Takes connections and never says a word; open tunnels stand still until the fault ends. */
    HANGING,
    /** Every request is answered 407, whatever credentials it brings; open tunnels end. */
    WRONG_CREDENTIALS,
    /** Every request is answered 502; open tunnels end. */
    BAD_GATEWAY;

    boolean endsTunnels() {
        return switch (this) {
            case NONE, HANGING -> false;
            case REFUSED, WRONG_CREDENTIALS, BAD_GATEWAY -> true;
        };
    }
}
