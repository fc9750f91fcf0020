package dev.lawn.simulator.proxy;

import java.util.Optional;

/** The ways in which a forward proxy can fail, one at a time. */
public enum ProxyFault {
    /** All is well. */
    NONE,
    /** Nobody listens: a new connection is refused, the open ones end. */
    REFUSED,
    /** Takes no connection: those that try get no word, not even from the kernel; open ones end. */
    NOT_ACCEPTING,
    /** Takes connections and never says a word; open tunnels stand still until the fault ends. */
    HANGING,
    /** Opens tunnels as ever, and nothing flows through them or the open ones until it ends. */
    STALLED,
    /** Every piece of what flows comes two seconds late, requests too. */
    SLOW,
    /** Every request is answered as one with wrong credentials (407); open tunnels end. */
    WRONG_CREDENTIALS,
    /** Every request is answered as one that is not allowed (403); open tunnels end. */
    FORBIDDEN,
    /** Every request is answered as if the site were unreachable (502); open tunnels end. */
    BAD_GATEWAY,
    /** It can look up no name: requests for one fail, those for an address are well. */
    NO_NAMES;

    boolean listens() {
        return this != REFUSED && this != NOT_ACCEPTING;
    }

    boolean endsTunnels() {
        return switch (this) {
            case NONE, HANGING, STALLED, SLOW, NO_NAMES -> false;
            case REFUSED, NOT_ACCEPTING, WRONG_CREDENTIALS, FORBIDDEN, BAD_GATEWAY -> true;
        };
    }

    /** How a request that has the right credentials is refused, wherever it wants to go. */
    Optional<Refusal> refusal() {
        return switch (this) {
            case FORBIDDEN -> Optional.of(Refusal.FORBIDDEN);
            case BAD_GATEWAY -> Optional.of(Refusal.UNREACHABLE);
            case NONE,
                    REFUSED,
                    NOT_ACCEPTING,
                    HANGING,
                    STALLED,
                    SLOW,
                    WRONG_CREDENTIALS,
                    NO_NAMES ->
                    Optional.empty();
        };
    }
}
