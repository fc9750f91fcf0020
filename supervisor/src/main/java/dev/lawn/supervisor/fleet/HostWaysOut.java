package dev.lawn.supervisor.fleet;

import dev.lawn.supervisor.node.WaysOut;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.state.TrafficDay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways out of this host's nodes: by which address they lead, and how much goes over them. */
record HostWaysOut(ExitIps exitIps, TrafficBudget traffic) implements WaysOut {

    @Override
    public Optional<String> seen(NodePlan launched, String exitIp) {
        return exitIps.seen(launched, exitIp);
    }

    @Override
    public Optional<String> used(NodePlan node, TrafficDay day) {
        return traffic.used(node.name(), node.trafficPerDay(), day);
    }

    @Override
    public @Nullable Long left(NodePlan node, TrafficDay day) {
        return TrafficBudget.left(node.trafficPerDay(), day);
    }
}
