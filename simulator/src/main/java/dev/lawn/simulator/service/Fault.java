package dev.lawn.simulator.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways in which the service can misbehave, one at a time; {@code POST /_fault} sets one. */
public enum Fault {
    /** All is well. */
    NONE,
    /** A sign-in gets no answer for as long as the fault lasts, and then the connection closes. */
    SIGN_IN_HANG,
    /** Right credentials are answered as wrong ones. */
    SIGN_IN_REJECT,
    /** A captcha wall whatever the variant; as {@link Variant#CAPTCHA}. */
    CAPTCHA,
    /** A mailed code whatever the variant; as {@link Variant#OTP}. */
    OTP,
    /**
     * A sign-in, whatever its credentials, is answered 429 with "Please wait for 407 minutes" and
     * {@code Retry-After}.
     */
    LOCKOUT,
    /**
     * A sign-in, whatever its credentials, is answered 429 with {@code Retry-After: 5400}; neither
     * the answer's words nor the page tell how long to wait.
     */
    RETRY_AFTER,
    /** The same, with {@code Retry-After} as a date. */
    RETRY_AFTER_DATE,
    /** The API is answered 429 with {@code Retry-After: 120}; check-ins and sign-ins are not. */
    RATE_LIMIT,
    /** Every page and every API request is answered 500. Open sockets live on. */
    ERROR_500,
    /** The page begins and does not end while the fault lasts. */
    ENDLESS_LOAD,
    /** Drops the sockets that are open at this moment, once; new ones are let in. */
    DROP_SOCKETS,
    /** Drops the open sockets, and refuses new ones while the fault lasts. */
    REFUSE_SOCKETS;

    /** The name in {@code POST /_fault}: lower-case with underscores. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The fault of that name; empty for an unknown one. */
    public static Optional<Fault> ofWireName(String name) {
        return Arrays.stream(values()).filter(f -> f.wireName().equals(name)).findFirst();
    }
}
