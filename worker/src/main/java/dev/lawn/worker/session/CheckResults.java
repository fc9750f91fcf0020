package dev.lawn.worker.session;

import dev.lawn.common.protocol.WorkerMessage.CheckResult;
import dev.lawn.worker.relay.UpstreamFailure;
import dev.lawn.worker.service.ExitIp;

/** What a failure means to who checks a way out. */
final class CheckResults {

    /** The JDK's words for it, the same on every host; its class says no more. */
    private static final String REFUSED = "Connection refused";

    private CheckResults() {}

    /** By wire name: a reason that the relay does not tell yet is none the less understood. */
    static CheckResult of(UpstreamFailure failure) {
        return switch (failure.reason().wireName()) {
            case "proxy_auth" -> CheckResult.PROXY_AUTH;
            case "proxy_dns" -> CheckResult.DNS;
            case "proxy_tls" -> CheckResult.TLS;
            case "proxy_forbidden" -> CheckResult.FORBIDDEN;
            case "site_down" -> CheckResult.BAD_GATEWAY;
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
            case NO_ANSWER, NO_IP -> CheckResult.UNPROVEN;
        };
    }
}
