package dev.lawn.simulator.proxy;

/** Why a proxy does not go where it was asked to. */
public enum Refusal {
    /** Not those credentials, or none. */
    CREDENTIALS,
    /** It does not go there. */
    FORBIDDEN,
    /** Nobody answers there. */
    UNREACHABLE,
    /** The name is nobody's. */
    UNKNOWN_NAME,
    /** No request that it understands. */
    MALFORMED
}
