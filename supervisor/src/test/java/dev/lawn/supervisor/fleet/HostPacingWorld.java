package dev.lawn.supervisor.fleet;

import static dev.lawn.supervisor.Examples.node;

import dev.lawn.common.model.NodeName;
import dev.lawn.common.model.ProxyAddress;
import dev.lawn.common.model.Reason;
import dev.lawn.common.time.ManualTime;
import dev.lawn.supervisor.Examples;
import dev.lawn.supervisor.node.NodeView;
import dev.lawn.supervisor.node.StateName;
import dev.lawn.supervisor.plan.FleetPlan;
import dev.lawn.supervisor.plan.NodePlan;
import dev.lawn.supervisor.traffic.RelayCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Two nodes behind one proxy and one behind another, with time in the test's hands. */
abstract class HostPacingWorld {

    final ManualTime time = new ManualTime();
    final AtomicInteger probes = new AtomicInteger();
    volatile @Nullable Reason proxyFault;
    final List<String> granted = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<String> canaries = new CopyOnWriteArrayList<>();
    final HostPacing pacing =
            new HostPacing(
                    plan(
                            node("a", proxy("192.0.2.1")),
                            node("b", proxy("192.0.2.1")),
                            node("c", proxy("192.0.2.2"))),
                    (_, _) -> probe(),
                    _ -> null,
                    time,
                    () -> 0.5,
                    new HostPacing.Told() {
                        @Override
                        public void holdChanged(NodeName node) {
                            told.add(node.value());
                        }

                        @Override
                        public void canary(NodeName node) {
                            canaries.add(node.value());
                        }
                    });

    Optional<Reason> probe() {
        probes.incrementAndGet();
        return Optional.ofNullable(proxyFault);
    }

    static ProxyAddress proxy(String host) {
        return new ProxyAddress(host, 8080, null);
    }

    static FleetPlan plan(NodePlan... nodes) {
        return Examples.plan(List.of(nodes), FleetPlan.Limits.ofStarts(2));
    }

    void seen(String node, StateName state, @Nullable Reason reason) {
        pacing.seen(started(node), view(state, reason));
    }

    static NodePlan started(String node) {
        return node(node, proxy(node.equals("c") ? "192.0.2.2" : "192.0.2.1"));
    }

    static NodeView view(StateName state, @Nullable Reason reason) {
        return new NodeView(
                state,
                reason,
                null,
                Instant.EPOCH,
                null,
                Map.of(),
                RelayCounts.NONE,
                null,
                null,
                null,
                null,
                0,
                null,
                null);
    }

    void ask(String node) {
        pacing.ask(new NodeName(node), () -> granted.add(node));
    }

    @Nullable Reason hold(String node) {
        return pacing.hold(new NodeName(node));
    }
}
