package dev.lawn.simulator.service;

import java.util.Locale;

/** What came of one {@code POST /login}. */
public enum SignInOutcome {
    /** There is a session. */
    ACCEPTED,
    /** "Invalid credentials". */
    REJECTED,
    /** A code was mailed, and is asked for. */
    CODE_MAILED,
    /** The code was not the latest that was mailed; no other is. */
    WRONG_CODE,
    /** A captcha wall stands in the way. */
    CHALLENGED,
    /** "Please wait for 407 minutes", or {@code Retry-After} alone. */
    LOCKED_OUT,
    /** No answer; told when it comes in, not when it is given up. */
    UNANSWERED,
    /** 500. */
    SERVER_ERROR;

    /** The name in {@code /_stats}: lower-case with underscores. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
