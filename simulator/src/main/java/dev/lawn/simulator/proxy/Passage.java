package dev.lawn.simulator.proxy;

import org.jspecify.annotations.Nullable;

/**
 * One connection of a client through a proxy, as the proxy saw it. Bytes are those between client
 * and proxy, requests and answers of the proxy itself among them; inside TLS, without what TLS
 * adds.
 *
 * @param target {@code host:port} as it was asked for; null where nothing was, or only by someone
 *     not let in
 * @param fromClient bytes
 * @param toClient bytes
 * @param refusal null where it was let through
 */
public record Passage(
        @Nullable String target, long fromClient, long toClient, @Nullable Refusal refusal) {}
