package dev.lawn.worker.relay;

import dev.lawn.common.model.Reason;

/**
 * Why a request could not be sent on its one way out.
 *
 * @param reason {@code proxy_unreachable} and {@code proxy_auth} blame the proxy, {@code site_down}
 *     the host behind it
 * @param detail for people, without credentials
 */
public record UpstreamFailure(Reason reason, String detail) {}
