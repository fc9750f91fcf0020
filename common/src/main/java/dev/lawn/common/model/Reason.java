package dev.lawn.common.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a node is in the state it is in: a closed list, used as it is in metrics, logs, status and on
 * the wire. docs/operations.md tells operators what each means and what to do.
 */
public enum Reason {
    /** The operator asked for it. */
    OPERATOR,
    /** Its configuration was changed, or the node removed from it, and that was reloaded. */
    RECONFIGURED,
    /** Lawn itself is shutting down. */
    SHUTDOWN,
    /** Waits for one of the host's start slots. */
    START_SLOT,
    /** The worker process ended without a word. */
    WORKER_EXITED,
    /** The worker process could not be started. */
    LAUNCH_FAILED,
    /** No heartbeat within its deadline. */
    WORKER_HUNG,
    /** Worker and browser did not get ready within the start deadline. */
    START_TIMEOUT,
    /** The worker speaks another protocol, or nothing but garbage. */
    PROTOCOL,
    /** The browser or its driver could not be started. */
    BROWSER_START_FAILED,
    /** A browser command did not answer within its wall deadline. */
    BROWSER_HUNG,
    /** The browser has gone. */
    BROWSER_DIED,
    /** The driver does not answer, not even about itself. */
    DRIVER_HUNG,
    /** The driver has gone; the browser goes with it. */
    DRIVER_DIED,
    /** The page's renderer crashed. */
    RENDERER_CRASHED,
    /** The page's renderer did not answer, twice in a row, while the browser did. */
    RENDERER_HUNG,
    /** Somebody else uses the node's profile. */
    PROFILE_IN_USE,
    /** The browser does not start on the profile there is; it was put aside for a fresh one. */
    PROFILE_CORRUPT,
    /** The disk has no space, or no inodes, left for another start. */
    DISK_FULL,
    /** The node's folder grew beyond its quota. */
    DISK_QUOTA,
    /** The node's processes took more memory than the node may have. */
    OUT_OF_MEMORY,
    /** The extension's folder could not be loaded, or its service worker never came up. */
    EXTENSION_NOT_LOADED,
    /** The extension does not report any more. */
    EXTENSION_DEAD,
    /** The extension reports that it is not connected. */
    EXTENSION_DISCONNECTED,
    /** Signed in, but the extension did not connect within its deadline. */
    CONNECT_TIMEOUT,
    /**
     * The extension says that it is connected, and the account's list of devices does not have the
     * node's exit IP.
     */
    NOT_EARNING,
    /** The exit IP could not be proven through the node's own way out. */
    EGRESS_UNPROVEN,
    /** The exit IP is the host's own although the node has a proxy. */
    EGRESS_LEAK,
    /** The node has sent and received as much today as it may. */
    TRAFFIC_LIMIT,
    /** The proxy cannot be reached. */
    PROXY_UNREACHABLE,
    /** The proxy's own name does not resolve. */
    PROXY_DNS,
    /** No TLS with an {@code https://} proxy. */
    PROXY_TLS,
    /** The proxy refused the credentials. */
    PROXY_AUTH,
    /** The proxy does not allow what the node asks of it. */
    PROXY_FORBIDDEN,
    /** This host does not have the address or interface that the node is bound to. */
    BIND_UNAVAILABLE,
    /** The service refused e-mail or password. Nothing is retried. */
    LOGIN_REJECTED,
    /** The service asks for a one-time code. */
    OTP,
    /** The service asks for a captcha. */
    CAPTCHA,
    /** The service told the account to wait; the message that brings it says for how long. */
    RATE_LIMITED,
    /**
     * The account has signed in as often as it may for now, or another node of it is signing in.
     */
    SIGN_IN_BUDGET,
    /** A step of the service definition found nothing it knows. */
    SITE_CHANGED,
    /** The service's site does not answer as it should. */
    SITE_DOWN,
    /** Most nodes of the service lost it at once: it is the service, not the nodes. */
    SERVICE_OUTAGE,
    /** Too many starts failed within an hour for reasons of the node's own. */
    TOO_MANY_FAILURES,
    /** Something Lawn did not foresee; the log tells. A report is welcome. */
    INTERNAL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name as it stands in metrics, status and on the wire: lower-case with underscores. */
    public String wireName() {
        return wireName;
    }

    /** The reason of that wire name; empty for one this version does not know. */
    public static Optional<Reason> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(r -> r.wireName.equals(wireName)).findFirst();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
