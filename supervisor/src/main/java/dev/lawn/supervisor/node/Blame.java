package dev.lawn.supervisor.node;

import dev.lawn.common.model.Reason;

/** Whose doing a failure is; it decides who pays for it. */
public enum Blame {
    /** Nobody's: it was asked for. */
    NOBODY,
    /** The node's own: its processes, its profile, its account. Counts towards quarantine. */
    NODE,
    /** The account's: its sign-ins wait, sessions that are kept do not. */
    ACCOUNT,
    /** The host's: it may pass, and is never given up. */
    HOST,
    /** The proxy's: every node behind it waits for it. */
    PROXY,
    /** The service's, or somebody's on the way to it. */
    SERVICE;

    /** Who is to blame for what ended, or degraded, a node. */
    public static Blame of(Reason reason) {
        return switch (reason) {
            case OPERATOR, RECONFIGURED, SHUTDOWN, START_SLOT, TRAFFIC_LIMIT -> NOBODY;
            case WORKER_EXITED,
                    WORKER_HUNG,
                    PROTOCOL,
                    BROWSER_START_FAILED,
                    BROWSER_HUNG,
                    BROWSER_DIED,
                    DRIVER_HUNG,
                    DRIVER_DIED,
                    RENDERER_CRASHED,
                    RENDERER_HUNG,
                    PROFILE_IN_USE,
                    PROFILE_CORRUPT,
                    DISK_QUOTA,
                    OUT_OF_MEMORY,
                    EXTENSION_NOT_LOADED,
                    EXTENSION_DEAD,
                    NOT_EARNING,
                    LOGIN_REJECTED,
                    OTP,
                    CAPTCHA,
                    TOO_MANY_FAILURES,
                    INTERNAL ->
                    NODE;
            case RATE_LIMITED, SIGN_IN_BUDGET -> ACCOUNT;
            case LAUNCH_FAILED, START_TIMEOUT, DISK_FULL, BIND_UNAVAILABLE -> HOST;
            case PROXY_UNREACHABLE,
                    PROXY_DNS,
                    PROXY_TLS,
                    PROXY_AUTH,
                    PROXY_FORBIDDEN,
                    EGRESS_LEAK ->
                    PROXY;
            case EXTENSION_DISCONNECTED,
                    CONNECT_TIMEOUT,
                    EGRESS_UNPROVEN,
                    SITE_CHANGED,
                    SITE_DOWN,
                    SERVICE_OUTAGE ->
                    SERVICE;
        };
    }
}
