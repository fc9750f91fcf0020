package dev.lawn.supervisor.cli;

import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.run.UserException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --metrics-listen} and {@code --control-listen}: stronger than accounts.yaml. */
final class ListenOptions {

    @Option(
            names = "--metrics-listen",
            paramLabel = "HOST:PORT",
            description = "Where to serve /metrics (default: metrics.listen, 127.0.0.1:5296).")
    private @Nullable String metrics;

    @Option(
            names = "--control-listen",
            paramLabel = "HOST:PORT",
            description =
                    "Where the control endpoint listens, loopback only (default: control.listen,"
                            + " 127.0.0.1:5297).")
    private @Nullable String control;

    FleetPlan over(FleetPlan plan) throws UserException {
        InetSocketAddress metricsAddress =
                metrics == null ? plan.metrics() : address("--metrics-listen", metrics);
        InetSocketAddress controlAddress =
                control == null ? plan.control() : address("--control-listen", control);
        if (!controlAddress.getAddress().isLoopbackAddress()) {
            throw wrong("--control-listen", String.valueOf(control), "not a loopback address");
        }
        return new FleetPlan(
                plan.nodes(),
                plan.limits(),
                plan.containment(),
                plan.browser(),
                metricsAddress,
                controlAddress,
                plan.hostIps());
    }

    private static InetSocketAddress address(String option, String text) throws UserException {
        URI uri;
        try {
            uri = URI.create("//" + text);
        } catch (IllegalArgumentException _) {
            throw wrong(option, text, "not HOST:PORT");
        }
        if (uri.getHost() == null || uri.getPort() < 0 || uri.getPort() > 65_535) {
            throw wrong(option, text, "not HOST:PORT");
        }
        InetSocketAddress address = new InetSocketAddress(uri.getHost(), uri.getPort());
        if (address.isUnresolved()) {
            throw wrong(option, text, "no such host");
        }
        return address;
    }

    private static UserException wrong(String option, String text, String why) {
        return new UserException(
                2, "%s: \"%s\": %s; write for example 127.0.0.1:5296".formatted(option, text, why));
    }
}
