package dev.lawn.worker.session;

import dev.lawn.common.protocol.WorkerMessage.CheckResult;
import dev.lawn.worker.relay.UpstreamFailure;
import dev.lawn.worker.service.ExitIp;

/** What a failure means to who checks a way out. */
final class CheckResults {

    /** The JDK's words for it, the same on every host; its class says no more. */
    private static final String REFUSED = "Connection refused";

    private CheckResults() {}

    /** A proxy that is silent is told by who waits for it: the relay is more patient. */
    static CheckResult of(UpstreamFailure failure) {
        return switch (failure.reason()) {
            case PROXY_AUTH -> CheckResult.PROXY_AUTH;
            case PROXY_DNS -> CheckResult.DNS;
            case PROXY_TLS -> CheckResult.TLS;
            case PROXY_FORBIDDEN -> CheckResult.FORBIDDEN;
            case SITE_DOWN -> CheckResult.BAD_GATEWAY;
            default ->
                    failure.detail().contains(REFUSED)
                            ? CheckResult.REFUSED
                            : CheckResult.UNREACHABLE;
        };
    }

    static CheckResult of(ExitIp.Trouble trouble) {
        return switch (trouble) {
            case SLOW -> CheckResult.SLOW;
            case TLS -> CheckResult.TLS;
            case FORBIDDEN -> CheckResult.FORBIDDEN;
            case NO_ANSWER, NO_IP -> CheckResult.UNPROVEN;
        };
    }
}
