package dev.lawn.worker.relay;

import dev.lawn.common.model.Reason;

/**
 * Why a request could not be sent on its one way out.
 *
 * @param reason {@code site_down} blames the host at the far end, all others the way to it
 * @param detail for people, without credentials
 */
public record UpstreamFailure(Reason reason, String detail) {}
