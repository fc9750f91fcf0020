package dev.lawn.worker.relay;

import dev.lawn.common.model.Reason;

/** No connection; the failure tells why. */
final class UpstreamException extends Exception {

    private final transient UpstreamFailure failure;

    UpstreamException(Reason reason, String detail) {
        super(detail);
        failure = new UpstreamFailure(reason, detail);
    }

    UpstreamFailure failure() {
        return failure;
    }
}
