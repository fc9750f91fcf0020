package dev.lawn.supervisor.plan;

import java.util.Locale;

/** What of a node a new plan may change. */
public enum Part {
    /** The account's name. */
    ACCOUNT,
    /** E-mail or password. */
    CREDENTIALS,
    /** The way out, its credentials included. */
    PROXY,
    /** Another service altogether. */
    SERVICE,
    /** The same service, described in another way. */
    DEFINITION,
    /** Its extension was added anew: another version, or the same one with other files. */
    EXTENSION,
    /** How much it may send and receive in a day. */
    TRAFFIC_LIMIT,
    /** Browser or driver, or whether it has a window. */
    BROWSER;

    /** Whether a worker goes on when it changes, or is restarted in its turn. */
    public boolean leavesWorkers() {
        return this == DEFINITION || this == EXTENSION || this == TRAFFIC_LIMIT;
    }

    /** The word in documents and for people. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
